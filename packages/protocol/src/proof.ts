import { z } from "zod";
import { attachment } from "./attachment.ts";
import { id } from "./ids.ts";
import { limits } from "./limits.ts";

const demand = z.enum(["optional", "required"]);

/**
 * What a step asks of whoever does the work, so that everybody can see that it was taken; what is absent is not asked.
 * What is required is required of them alone: the office takes the step without.
 */
export const proofDemand = z
  .strictObject({
    /** The name of whoever received it. */
    received_by: z.optional(demand),
    photos: z.optional(demand),
    /** The customer's code of the case (`/v1/cases/{id}/code`), as they told it. */
    code: z.optional(demand),
  })
  .meta({ id: "ProofDemand" });
export type ProofDemand = z.infer<typeof proofDemand>;

/** What comes with a step as its proof; what is empty is not there. */
export const proofInput = z
  .strictObject({
    received_by: z.optional(z.string().max(limits.receiverCharacters * 4)),
    /** Ids of finished uploads of this person to this case, in the order in which they are shown. */
    photos: z.optional(z.array(id).max(limits.proofPhotos)),
    code: z.optional(z.string().max(20)),
  })
  .meta({ id: "NewProof" });
export type ProofInput = z.infer<typeof proofInput>;

/** What a step was proved by, as everybody reads it who sees the case. */
export const proofView = z
  .strictObject({
    /** Null where nobody was named, and once it was erased. */
    received_by: z.nullable(z.string()),
    photos: z.array(attachment),
    /** The right code was told. What it was is nowhere. */
    code: z.boolean(),
  })
  .meta({ id: "Proof" });
export type ProofView = z.infer<typeof proofView>;

/** What the customer tells whoever does the work; null where no step asks for it, or none any more. */
export const caseCode = z.strictObject({ code: z.nullable(z.string()) }).meta({ id: "CaseCode" });
export type CaseCode = z.infer<typeof caseCode>;
