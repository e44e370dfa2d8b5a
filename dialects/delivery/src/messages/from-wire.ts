import { clientId, id } from "@relais/protocol";
import { z } from "zod";

/** What may be written; `system` is a type of this API too, and the machine's alone. */
export const writing = z
  .object({
    chat_room_id: id,
    message_type: z.enum(["text", "image", "location", "system"]).default("text"),
    text: z.string().default(""),
    image_url: z.nullish(z.string().max(2_048)),
    latitude: z.nullish(z.number().min(-90).max(90)),
    longitude: z.nullish(z.number().min(-180).max(180)),
    client_id: z.optional(clientId),
  })
  .superRefine((value, context) => {
    const needed = {
      text: ["text"],
      image: ["image_url"],
      location: ["latitude", "longitude"],
      system: [],
    } as const;
    for (const field of needed[value.message_type]) {
      const given = value[field];
      if (given !== undefined && given !== null && given !== "") continue;
      context.addIssue({ code: "custom", path: [field], message: "required" });
    }
  });
export type Writing = z.infer<typeof writing>;

/** A picture: a file of this server by its id, or where else it lies. */
export type PictureSource = { readonly file: string } | { readonly address: string };

/** Addresses under which this server knows a file, as its uploads and its messages give them. */
const ownFile = /^\/(?:v1\/uploads|files\/[^/]+)\/([0-9a-f-]{36})(?:\/|$)/;

export function pictureSource(image_url: string, origin: string): PictureSource {
  const url = URL.parse(image_url, origin);
  const [, file] = url?.origin === new URL(origin).origin ? (ownFile.exec(url.pathname) ?? []) : [];
  return file === undefined ? { address: image_url } : { file };
}
