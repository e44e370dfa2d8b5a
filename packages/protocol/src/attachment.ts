import { z } from "zod";
import { id } from "./ids.ts";
import { voice } from "./voice.ts";

/** A file of a message, as the server found it: what the sender called it and said of it is not believed. */
export const attachment = z
  .strictObject({
    id,
    /** Cleaned; its ending fits the type. */
    name: z.string(),
    /** By content, of the closed list in `fileTypes`; a voice note is `audio/mp4`. */
    type: z.string(),
    bytes: z.int(),
    /** Pixels, as it is looked at; null when it is not a picture. */
    width: z.nullable(z.int()),
    height: z.nullable(z.int()),
    /** A ThumbHash in base64, shown until the picture is there; null when it is not a picture. */
    placeholder: z.nullable(z.string()),
    /** Absent when it is not a voice note. */
    voice: z.optional(voice),
  })
  .meta({ id: "Attachment" });
export type Attachment = z.infer<typeof attachment>;
