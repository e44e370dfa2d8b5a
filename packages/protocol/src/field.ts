import { z } from "zod";
import { id, isInCalendar } from "./ids.ts";

/** An instant as people and programs give it, with any offset. */
export const givenInstant = z.iso.datetime({ offset: true }).refine(isInCalendar);

/** What a field of a case may hold. The last five point at something that the organization knows. */
export const caseFieldTypes = [
  "text",
  "number",
  "instant",
  "choice",
  "place",
  "equipment",
  "department",
  "category",
  "warranty",
  "person",
] as const;
export const caseFieldType = z.enum(caseFieldTypes);
export type CaseFieldType = z.infer<typeof caseFieldType>;

/** An address, with its coordinates where they are known. */
export const placeValue = z
  .strictObject({
    address: z.string().max(300 * 4),
    latitude: z.nullable(z.number().min(-90).max(90)),
    longitude: z.nullable(z.number().min(-180).max(180)),
  })
  .refine(({ latitude, longitude }) => (latitude === null) === (longitude === null), {
    message: "latitude and longitude go together",
  })
  .meta({ id: "Place" });
export type PlaceValue = z.infer<typeof placeValue>;

/** Something that the organization knows, with the name it had when it was chosen. */
export const referenceValue = z.strictObject({ id, title: z.string() }).meta({ id: "Reference" });
export type ReferenceValue = z.infer<typeof referenceValue>;

export const caseFieldValue = z.union([z.string(), z.number(), placeValue, referenceValue]);
export type CaseFieldValue = z.infer<typeof caseFieldValue>;

/** Fields by name, as a case shows them. What was not filled in is absent. */
export const caseFields = z.record(z.string(), caseFieldValue).meta({ id: "CaseFields" });
export type CaseFields = z.infer<typeof caseFields>;

/**
 * Fields as they are asked for: a text, a number, an instant, the value of a choice, a place, or the id of
 * what is pointed at. Null takes a value away. The kind's declaration says which is right.
 */
export const fieldInputs = z.record(
  z.string().max(40),
  z.nullable(z.union([z.string().max(16_000), z.number(), placeValue])),
);
export type FieldInputs = z.infer<typeof fieldInputs>;
