import { z } from "zod";
import { id, instant } from "../ids.ts";
import { limits } from "../limits.ts";

/** Files of messages of one conversation, or of the proofs of one case, whose addresses are wanted. */
export const fileAddressesBody = z.strictObject({
  ids: z.array(id).min(1).max(limits.fileAddresses),
});

/**
 * Where a file can be fetched until `expires_at`, by whoever has the address: keep it out of logs and of
 * other people's sight. Relative to the server. `thumbnail` is null when it is not a picture; `aac` is the same
 * voice note for what does not play Opus, null when there is no other form.
 */
export const fileAddress = z
  .strictObject({
    id,
    address: z.string(),
    thumbnail: z.nullable(z.string()),
    aac: z.nullable(z.string()),
    expires_at: instant,
  })
  .meta({ id: "FileAddress" });
export type FileAddress = z.infer<typeof fileAddress>;

/** In the order asked for; what is not such a file is left out. */
export const fileAddressesAnswer = z.strictObject({ files: z.array(fileAddress) });
