import type { Language, ProofView } from "@relais/client";
import { sayIn } from "../part.ts";
import { changeCatalogue } from "./change-catalogue.ts";

/** What a step was proved by, in one line: « Reçu par Mariam Koné · 2 photos ». Empty once it was erased. */
export function proofWords(language: Language, { received_by, photos, code }: ProofView): string {
  const say = sayIn(changeCatalogue, language);
  const { length } = photos;
  return [
    ...(received_by === null ? [] : [say("received", { name: received_by })]),
    ...(length === 0
      ? []
      : [length === 1 ? say("photo") : say("photos", { count: String(length) })]),
    ...(code ? [say("code")] : []),
  ].join(" · ");
}
