import { z } from "zod";
import { roles } from "./person.ts";
import { quickAnswer } from "./quick-answer.ts";
import { words } from "./words.ts";

/** Who may take a step: a part in this very case, or a role in the organization. */
export const parts = ["customer", "assignee", "any_worker", "admin"] as const;
export type Part = (typeof parts)[number];

export const kindStatus = z.strictObject({
  name: z.string(),
  /** The short title, for lists: « En route ». */
  title: words,
  /** The state in one sentence; `{assignee}` and `{customer}` are filled in. */
  sentence: words,
  /** The system message written in the conversation; `{name}` is who did it. Null: none. */
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
  by: z.array(z.enum(parts)),
  /** The verb on the button. */
  action: words,
});

/** What a client needs to know of a kind of case: words and steps. The server holds the rule. */
export const kindView = z
  .strictObject({
    name: z.string(),
    title: words,
    role_titles: z.record(z.enum(roles), words),
    statuses: z.array(kindStatus),
    transitions: z.array(kindTransition),
    /** What is said with one tap: the organization's own, or those of the kind. */
    quick_answers: z.array(quickAnswer),
  })
  .meta({ id: "Kind" });
export type KindView = z.infer<typeof kindView>;
