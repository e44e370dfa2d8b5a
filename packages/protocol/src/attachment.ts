import { z } from "zod";
import { id } from "./ids.ts";

/** A file of a message, as the server found it: what the sender called it and said of it is not believed. */
export const attachment = z
  .strictObject({
    id,
    /** Cleaned; its ending fits the type. */
    name: z.string(),
    /** By content, of the closed list in `fileTypes`. */
    type: z.string(),
    bytes: z.int(),
    /** Pixels, as it is looked at; null when it is not a picture. */
    width: z.nullable(z.int()),
    height: z.nullable(z.int()),
    /** A ThumbHash in base64, shown until the picture is there; null when it is not a picture. */
    placeholder: z.nullable(z.string()),
  })
  .meta({ id: "Attachment" });
export type Attachment = z.infer<typeof attachment>;
