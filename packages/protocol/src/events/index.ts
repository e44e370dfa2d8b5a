import { z } from "zod";
import { id, instant, position } from "../ids.ts";
import { caseChanged, caseChangedForStaff } from "./case-changed.ts";
import { casesStirred } from "./cases-stirred.ts";
import { guidanceAnswered, guidanceEnded, guidanceStarted } from "./guidance.ts";
import { messageDeleted } from "./message-deleted.ts";
import { messageEdited } from "./message-edited.ts";
import { messagePreviewed } from "./message-previewed.ts";
import { messageSent } from "./message-sent.ts";
import { participantJoined } from "./participant-joined.ts";
import { participantLeft } from "./participant-left.ts";
import { positionEnded, positionStarted } from "./position.ts";
import { targetsJudged } from "../target.ts";
import { reactionSet } from "./reaction-set.ts";
import { receiptAdvanced } from "./receipt-advanced.ts";

const entry = { seq: position, at: instant, actor_id: z.nullable(id) };

/** One entry of a conversation's journal. The list is complete: an undeclared event is an error. */
export const conversationEvent = z
  .discriminatedUnion("type", [
    messageSent.extend(entry),
    messageEdited.extend(entry),
    messageDeleted.extend(entry),
    messagePreviewed.extend(entry),
    reactionSet.extend(entry),
    receiptAdvanced.extend(entry),
    participantJoined.extend(entry),
    participantLeft.extend(entry),
    caseChanged.extend(entry),
    positionStarted.extend(entry),
    positionEnded.extend(entry),
    guidanceStarted.extend(entry),
    guidanceAnswered.extend(entry),
    guidanceEnded.extend(entry),
  ])
  .meta({ id: "ConversationEvent" });
export type ConversationEvent = z.infer<typeof conversationEvent>;
export type ConversationEventType = ConversationEvent["type"];

export const conversationEventTypes = [
  "message.sent",
  "message.edited",
  "message.deleted",
  "message.previewed",
  "reaction.set",
  "receipt.advanced",
  "participant.joined",
  "participant.left",
  "case.changed",
  "position.started",
  "position.ended",
  "guidance.started",
  "guidance.answered",
  "guidance.ended",
] as const satisfies readonly ConversationEventType[];

/** One entry of an organization's journal: what the lists of cases are made from. */
export const organizationEvent = z
  .discriminatedUnion("type", [
    caseChangedForStaff.extend(entry),
    casesStirred.extend(entry),
    targetsJudged.extend(entry),
  ])
  .meta({ id: "OrganizationEvent" });
export type OrganizationEvent = z.infer<typeof organizationEvent>;
