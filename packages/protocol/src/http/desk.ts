import { z } from "zod";
import { priority } from "../case.ts";
import { deskEntry, deskQuery, snooze } from "../desk.ts";
import { id, position } from "../ids.ts";
import { limits } from "../limits.ts";
import { refusal } from "../frames/down/ack.ts";

/** The page after `before`, which a page calls `next`. */
export const deskPageQuery = deskQuery.extend({
  before: z.optional(
    z.string().regex(/^\d{1,16}\.[0-9a-f-]{36}$/, "Use `next` of the page before."),
  ),
});
export type DeskPageQuery = z.infer<typeof deskPageQuery>;

export const deskPage = z
  .strictObject({
    /** The position in the organization's journal that this includes. */
    position,
    entries: z.array(deskEntry),
    /** Where the next page begins; null on the last. */
    next: z.nullable(z.string()),
  })
  .meta({ id: "DeskPage" });
export type DeskPage = z.infer<typeof deskPage>;

export const deskChangesQuery = deskQuery.extend({
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
});
export type DeskChangesQuery = z.infer<typeof deskChangesQuery>;

export const deskChanges = z
  .strictObject({
    position,
    /** Too much has happened: the list is to be read from its beginning. */
    reload: z.boolean(),
    /** What is in the list and was not so before. */
    entries: z.array(deskEntry),
    /** What happened to these took them out of the list, if they were in it. */
    gone: z.array(id),
  })
  .meta({ id: "DeskChanges" });
export type DeskChanges = z.infer<typeof deskChanges>;

/** How many cases each view has; those that ended are not counted. */
export const deskCounts = z
  .strictObject({
    mine: z.int(),
    unassigned: z.int(),
    due: z.int(),
    overdue: z.int(),
    all: z.int(),
    snoozed: z.int(),
  })
  .meta({ id: "DeskCounts" });
export type DeskCounts = z.infer<typeof deskCounts>;

/** One thing done to several cases; each is judged by itself. */
export const deskAction = z.discriminatedUnion("do", [
  z.strictObject({
    do: z.literal("assign"),
    assignee_id: z.nullable(id),
    /** Who had all of them when that was decided: those that somebody else has by now are refused. */
    instead_of: z.optional(z.nullable(id)),
  }),
  z.strictObject({ do: z.literal("prioritize"), priority }),
  z.strictObject({ do: z.literal("tag"), tag: z.string().min(1).max(160) }),
  z.strictObject({ do: z.literal("untag"), tag: z.string().min(1).max(160) }),
  z.strictObject({ do: z.literal("snooze"), ...snooze.shape }),
  z.strictObject({ do: z.literal("wake") }),
  z.strictObject({ do: z.literal("move"), status: z.string().max(40) }),
  z.strictObject({ do: z.literal("close") }),
]);
export type DeskAction = z.infer<typeof deskAction>;

export const deskActionBody = z.strictObject({
  case_ids: z.array(id).min(1).max(limits.deskSelection),
  action: deskAction,
});
export type DeskActionBody = z.infer<typeof deskActionBody>;

/** What became of each, in the order asked. */
export const deskActionAnswer = z
  .strictObject({
    results: z.array(
      z.strictObject({
        case_id: id,
        /** As it is now; absent when refused. */
        entry: z.optional(deskEntry),
        refusal: z.optional(refusal),
      }),
    ),
  })
  .meta({ id: "DeskActionAnswer" });
export type DeskActionAnswer = z.infer<typeof deskActionAnswer>;

const viewName = z.string().min(1).max(160);
/** A person's own views, in their order. */
export const deskSavedViews = z
  .strictObject({
    views: z.array(z.strictObject({ name: viewName, query: deskQuery })).max(limits.deskSavedViews),
  })
  .meta({ id: "DeskSavedViews" });
export type DeskSavedViews = z.infer<typeof deskSavedViews>;
