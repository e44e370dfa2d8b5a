import { z } from "zod";
import { clientId, id, instant } from "./ids.ts";
import { caseView } from "./case.ts";
import { sent } from "./frames/down/ack.ts";
import { limits } from "./limits.ts";
import { person } from "./person.ts";

/** What a macro does beside its words; each part is judged as if it were done by itself. */
export const macroActions = z
  .strictObject({
    add_tags: z.array(z.string().max(160)).max(limits.caseTags),
    /** The status to which it moves the case; null: none. */
    status: z.nullable(z.string().max(40)),
    /** Who shall do the work: whoever uses it, or somebody by id; null: it stays as it is. */
    assign: z.nullable(z.union([z.literal("me"), id])),
  })
  .meta({ id: "MacroActions" });
export type MacroActions = z.infer<typeof macroActions>;

export const cannedReplyBody = z.strictObject({
  title: z.string().max(limits.cannedTitleCharacters * 4),
  /** Empty for a macro that says nothing. Holds variables: `{{client.prenom}}`. */
  text: z.string().max(limits.textCharacters * 4),
  /** Kinds of case for which it is offered; none named: all. */
  kinds: z.array(z.string().max(40)).max(50),
  /** Mine alone; else the organization's. It is not changed later. */
  personal: z.boolean(),
  actions: macroActions,
});
export type CannedReplyInput = z.infer<typeof cannedReplyBody>;

/** Words, and perhaps deeds, that somebody who does the work has ready. */
export const cannedReply = z
  .strictObject({
    id,
    ...cannedReplyBody.shape,
    /** Who shall do the work, by name, where somebody is named. */
    assignee: z.nullable(person),
    edited_at: instant,
    edited_by: z.nullable(person),
  })
  .meta({ id: "CannedReply" });
export type CannedReply = z.infer<typeof cannedReply>;

export const cannedReplies = z
  .strictObject({ replies: z.array(cannedReply) })
  .meta({ id: "CannedReplies" });

/** One that is offered for a case, with its variables filled in. */
export const offeredReply = z
  .strictObject({ ...cannedReply.shape, filled: z.string() })
  .meta({ id: "OfferedReply" });
export type OfferedReply = z.infer<typeof offeredReply>;

export const offeredReplies = z
  .strictObject({ replies: z.array(offeredReply) })
  .meta({ id: "OfferedReplies" });

export const offeredRepliesQuery = z.strictObject({
  q: z.optional(z.string().max(limits.searchCharacters)),
});

export const applyMacroBody = z.strictObject({
  canned_reply_id: id,
  /** The words as they were seen, perhaps changed; absent: as filled in now. Empty: none. */
  text: z.optional(z.string().max(limits.textCharacters * 4)),
  /** Where a case has several conversations: in which. */
  conversation_id: z.optional(id),
  client_id: z.optional(clientId),
});
export type ApplyMacro = z.infer<typeof applyMacroBody>;

export const macroAnswer = z
  .strictObject({ case: caseView, sent: z.nullable(sent) })
  .meta({ id: "AppliedMacro" });
export type AppliedMacro = z.infer<typeof macroAnswer>;
