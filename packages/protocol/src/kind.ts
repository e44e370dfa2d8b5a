import { z } from "zod";
import { caseFieldType } from "./field.ts";
import { role } from "./person.ts";
import { proofDemand } from "./proof.ts";
import { quickAnswer } from "./quick-answer.ts";
import { words } from "./words.ts";

/**
 * Who may do something: a part in this very case, or a role in the organization. `opener` is who opened
 * it, for themselves or for somebody else.
 */
export const parts = [
  "customer",
  "opener",
  "assignee",
  "any_worker",
  "agent",
  "manager",
  "admin",
] as const;
export const part = z.enum(parts);
export type Part = z.infer<typeof part>;

export const kindStatus = z.strictObject({
  name: z.string(),
  /** The short title, for lists: « En route ». */
  title: words,
  /** The state in one sentence; `{assignee}` and `{customer}` are filled in. */
  sentence: words,
  /** What happens next, for whoever waits; null when nothing more does. */
  expected: z.nullable(words),
  /** The system message written in the conversation; `{name}` is who did it, `{title}` the case. Null: none. */
  announcement: z.nullable(words),
  /** `live`: someone is moving or working now. */
  tone: z.enum(["waiting", "live", "done", "stopped"]),
  ends: z.boolean(),
  /** Whether nobody writes any more. After work well done people still have something to say. */
  closes_conversation: z.boolean(),
});

export const kindTransition = z.strictObject({
  from: z.string(),
  to: z.string(),
  by: z.array(part),
  /** The verb on the button. */
  action: words,
  /** Absent: nothing is asked. */
  proof: z.optional(proofDemand),
});

/** How a case whose work was done is taken up again, by whoever finds that it is not. */
export const kindReopening = z.strictObject({
  from: z.string(),
  to: z.string(),
  by: z.array(part),
  /** How long after the work was done. */
  days: z.number(),
  /** What is asked below a case that is done, and the verb beside it. */
  question: words,
  action: words,
  /** The system message that says so; `{name}` is who did it. */
  announcement: words,
});

/** One question of a kind: what the form asks and the panel shows. */
export const kindField = z.strictObject({
  name: z.string(),
  label: words,
  hint: z.nullable(words),
  type: caseFieldType,
  required: z.boolean(),
  /** Of a `choice`. */
  choices: z.array(z.strictObject({ value: z.string(), title: words })),
  /** Longest text in characters, or largest number; null where the type has a bound of its own. */
  most: z.nullable(z.number()),
  /** Only for the people who do the work: customers are never told of it. */
  internal: z.boolean(),
  /** Asked when the case is opened; the others are filled in later. */
  asked: z.boolean(),
  /** Who may change it later. */
  set_by: z.array(part),
});
export type KindField = z.infer<typeof kindField>;

/** What a case of this kind is called where several are listed, and how the form asks for one. */
export const kindTexts = z.strictObject({
  own_list: words,
  available_list: words,
  work_list: words,
  whole_list: words,
  open: words,
  empty_title: words,
  empty_text: words,
  lead: words,
  title_label: words,
  title_hint: words,
  description_label: words,
  description_hint: words,
  submit: words,
  /** Before the conversation opens: what the customer waits for. */
  waiting: words,
});

/** How a case finds the person who does the work. */
export const assignments = ["first", "directed", "office"] as const;

/** What a client needs to know of a kind of case: words, fields and steps. The server holds the rule. */
export const kindView = z
  .strictObject({
    name: z.string(),
    title: words,
    texts: kindTexts,
    /** The picture that stands for it, by name. */
    icon: z.enum(["wrench", "calendar", "shield", "monitor", "truck", "message"]),
    role_titles: z.partialRecord(role, words),
    /** Roles that open one for themselves, and for somebody else. */
    opened_by: z.array(role),
    opened_for: z.array(role),
    /**
     * `first`: whoever takes it first. `directed`: the one it is addressed to from the beginning.
     * `office`: the one whom the office names.
     */
    assignment: z.enum(assignments),
    /** The step by which somebody takes it; null when nobody has to. */
    taking: z.nullable(z.strictObject({ from: z.string(), to: z.string() })),
    /** Whether its form asks for an address, and for how urgent it is. */
    asks_address: z.boolean(),
    asks_priority: z.boolean(),
    /** Whether each person of it has a conversation of their own with whoever does the work. */
    has_rooms: z.boolean(),
    /** Roles that write to its customer without having been asked in: with their first message they take part. */
    team: z.array(role),
    /** Whether it is but the conversation of two people, who have one: opening another one finds it. */
    one_per_pair: z.boolean(),
    /** Roles that read what is internal. */
    staff: z.array(role),
    may: z.strictObject({
      assign: z.array(part),
      prioritize: z.array(part),
      tag: z.array(part),
      note: z.array(part),
    }),
    fields: z.array(kindField),
    statuses: z.array(kindStatus),
    transitions: z.array(kindTransition),
    /** Null: what is done stays done. */
    reopening: z.nullable(kindReopening),
    /** How many minutes before it takes place its customer is reminded of that. Empty: not at all. */
    reminds_before: z.array(z.number()),
    /** What is said with one tap: the organization's own, or those of the kind. */
    quick_answers: z.array(quickAnswer),
  })
  .meta({ id: "Kind" });
export type KindView = z.infer<typeof kindView>;
