import { z } from "zod";
import { id, instant } from "../ids.ts";
import { person } from "../person.ts";

/** The page after the one whose last person has this id. */
export const messageReceiptsQuery = z.strictObject({ after: z.optional(id) });

/** When one participant received and read a message; null while they have not. */
export const messageReceipt = z
  .strictObject({
    ...person.shape,
    delivered_at: z.nullable(instant),
    read_at: z.nullable(instant),
  })
  .meta({ id: "MessageReceipt" });
export type MessageReceipt = z.infer<typeof messageReceipt>;

/** Everybody but its sender, in the order of ids. `next` is null on the last page. */
export const messageReceiptsAnswer = z
  .strictObject({ people: z.array(messageReceipt), next: z.nullable(id) })
  .meta({ id: "MessageReceiptsPage" });
export type MessageReceiptsPage = z.infer<typeof messageReceiptsAnswer>;
