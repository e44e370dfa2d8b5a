import { z } from "zod";
import { attachment } from "./attachment.ts";
import { guidanceEnds, stepMark, stepResults } from "./guidance.ts";
import { clientId, id, instant, position } from "./ids.ts";
import { linkPreview } from "./link.ts";
import { quote } from "./quote.ts";
import { reactions } from "./reaction.ts";
import { words } from "./words.ts";

/** The case changed status; its kind declares the announcement. */
const statusNote = z.strictObject({
  name: z.literal("status"),
  kind: z.string(),
  status: z.string(),
  actor_name: z.string(),
  /** The case that it is about, where the conversation tells of several. */
  title: z.optional(z.string()),
  /** It was done and is taken up again: its kind has other words for that. */
  reopened: z.optional(z.literal(true)),
  /** What the person who changed it added in their own words, for everybody. */
  note: z.optional(z.string()),
});

/** Something happened to a guidance: it began, a step was answered, it ended. */
const guidanceNote = z.strictObject({
  name: z.literal("guidance"),
  fact: z.enum(["started", ...stepResults, ...guidanceEnds]),
  session_id: id,
  /** Of an answer: the number of the step, and of the message that gave it. */
  step: z.nullable(position),
  instruction: z.nullable(position),
  actor_name: z.string(),
  /** What the person added in their own words. */
  words: z.nullable(z.string()),
});
export type GuidanceNote = z.infer<typeof guidanceNote>;

/** The hour at which a case takes place became another one. */
const hourNote = z.strictObject({
  name: z.literal("hour"),
  /** The new one, and how it is said where the organization is. */
  at: instant,
  when: words,
  title: z.string(),
  actor_name: z.string(),
});

/** A sentence that the machine writes: named, so that each reader sees it in their language. */
export const systemNote = z
  .discriminatedUnion("name", [statusNote, guidanceNote, hourNote])
  .meta({ id: "SystemNote" });
export type SystemNote = z.infer<typeof systemNote>;

/** A message in its current state. */
export const message = z
  .strictObject({
    id,
    /** Its place among the messages of the conversation: 1, 2, 3, without a hole. */
    number: position,
    /** The position of the event that brought it. */
    seq: position,
    /**
     * An `instruction` gives a step of a guidance; a `proof` shows how one went, in files; a `picture` lies
     * elsewhere.
     */
    kind: z.enum(["text", "system", "position", "instruction", "proof", "picture"]),
    /** Who wrote it, or who caused a system message; null when nobody did. */
    sender_id: z.nullable(id),
    /** Of a `position`: a `geo:` URI (RFC 5870); of a `picture`: its address. Words may follow, on the next line. */
    text: z.string(),
    system: z.nullable(systemNote),
    client_id: z.nullable(clientId),
    created_at: instant,
    /** What it answers. */
    reply_to: z.nullable(quote),
    edited_at: z.nullable(instant),
    /** A deleted message keeps its place; its text is empty and nobody can have it any more. */
    deleted_at: z.nullable(instant),
    reactions,
    /** Absent when there are none. */
    attachments: z.optional(z.array(attachment)),
    /**
     * Of an internal message: the newest number of the conversation with the customer when it was written, 0
     * before the first. It stands right after that message. Never falls from one internal message to the next.
     */
    beside: z.optional(position),
    /** Of its first link, while that stands in its text; absent when there is none. */
    preview: z.optional(linkPreview),
    /** Of an instruction its step, of a proof the step that it proves, as it stands now. */
    step: z.optional(stepMark),
  })
  .meta({ id: "Message" });
export type Message = z.infer<typeof message>;
