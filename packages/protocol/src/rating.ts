import { z } from "zod";
import { instant } from "./ids.ts";
import { limits } from "./limits.ts";

/** How content a customer was, in the end: 1 (not at all) to 5 (very). */
export const ratingBody = z.strictObject({
  score: z.int().min(1).max(5),
  comment: z.optional(z.nullable(z.string().max(limits.ratingCharacters * 4))),
});
export type RatingInput = z.infer<typeof ratingBody>;

export const rating = z
  .strictObject({
    score: z.int(),
    comment: z.nullable(z.string()),
    rated_at: instant,
    /** Until when its author may change it. */
    changeable_until: instant,
  })
  .meta({ id: "Rating" });
export type Rating = z.infer<typeof rating>;

export const ratingAnswer = z
  .strictObject({
    /** Whether the caller is to be asked now: it is their case, it has ended, and they never answered. */
    asked: z.boolean(),
    rating: z.nullable(rating),
  })
  .meta({ id: "RatingState" });
export type RatingState = z.infer<typeof ratingAnswer>;

export const ratingsQuery = z.strictObject({
  kind: z.optional(z.string().max(40)),
  from: z.optional(instant),
  /** Not included. */
  to: z.optional(instant),
});
export type RatingsQuery = z.infer<typeof ratingsQuery>;

/** What customers said of cases, in figures. */
export const ratingFigures = z
  .strictObject({
    count: z.int(),
    /** Null when there is none. */
    average: z.nullable(z.number()),
    /** How many gave 1, 2, 3, 4, 5. */
    scores: z.array(z.int()).length(5),
  })
  .meta({ id: "RatingFigures" });
export type RatingFigures = z.infer<typeof ratingFigures>;
