import { z } from "zod";
import { id } from "./ids.ts";

/** A picture of a page, drawn anew and kept by the server: a file, fetched as those of messages are. */
export const linkPicture = z.strictObject({
  id,
  width: z.int(),
  height: z.int(),
  /** A ThumbHash in base64, shown until the picture is there. */
  placeholder: z.string(),
});

/** What a page says of itself, as the server read it; plain text. */
export const linkPreview = z
  .strictObject({
    /** The link as it stands in the message. */
    link: z.string(),
    title: z.string(),
    description: z.nullable(z.string()),
    /** What the site calls itself; who it is says `link`. */
    site: z.nullable(z.string()),
    picture: z.nullable(linkPicture),
  })
  .meta({ id: "LinkPreview" });
export type LinkPreview = z.infer<typeof linkPreview>;
