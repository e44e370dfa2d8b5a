import { checkText, limits, type ProofDemand, type ProofInput, type Words } from "@relais/protocol";
import { RefusedError } from "../errors.ts";
import { say } from "../kinds/kind.ts";
import { textHint } from "../text-hint.ts";

/** What somebody brings as the proof of a step, in its form. */
export type GivenProof = {
  readonly received_by: string | null;
  readonly photos: readonly string[];
  readonly code: string | null;
};

/**
 * What was brought, held against what the step asks for; null when it is nothing. `owes`: whether this person must bring
 * what is required.
 *
 * Refuses: invalid_body (what is not asked for, what is missing, the same photo twice), the text codes for the name.
 */
export function checkProof(
  demand: ProofDemand | undefined,
  input: ProofInput,
  owes: boolean,
): GivenProof | null {
  const given: GivenProof = {
    received_by: receiver(input.received_by),
    photos: input.photos ?? [],
    code: input.code?.trim() || null,
  };
  const has = {
    received_by: given.received_by !== null,
    photos: given.photos.length > 0,
    code: given.code !== null,
  };
  const fields: Record<string, Words> = {};
  for (const part of proofParts) {
    const asked = demand?.[part];
    if (has[part] && asked === undefined) fields[`proof.${part}`] = notAsked;
    if (!has[part] && asked === "required" && owes) fields[`proof.${part}`] = missing[part];
  }
  const { length } = given.photos;
  if (length > limits.proofPhotos || new Set(given.photos).size < length) {
    fields["proof.photos"] = tooMany;
  }
  if (Object.keys(fields).length > 0) throw new RefusedError("invalid_body", { fields });
  return has.received_by || has.photos || has.code ? given : null;
}

export const proofParts = ["received_by", "photos", "code"] as const;

const notAsked = say("Cette étape n’en demande pas.", "This step asks for none.");
const missing = {
  received_by: say("Dites qui a reçu.", "Say who received it."),
  photos: say("Ajoutez une photo au moins.", "Add one photo at least."),
  code: say("Demandez son code au client.", "Ask the customer for their code."),
} satisfies Record<(typeof proofParts)[number], Words>;
const tooMany = say(
  `${limits.proofPhotos} photos différentes au plus.`,
  `${limits.proofPhotos} different photos at most.`,
);

/** One line, or nobody. */
function receiver(raw: string | undefined): string | null {
  const name = raw?.replace(/\s+/g, " ").trim() ?? "";
  if (name === "") return null;
  const checked = checkText(name, limits.receiverCharacters);
  if (checked.ok) return checked.text;
  throw new RefusedError(checked.code, {
    fields: { "proof.received_by": textHint(checked.code, limits.receiverCharacters) },
  });
}
