import { z } from "zod";

/** The same words in each language of the product. */
export const words = z.strictObject({ fr: z.string(), en: z.string() }).meta({ id: "Words" });
export type Words = z.infer<typeof words>;
