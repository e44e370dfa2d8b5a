import { checkText, limits, oneOf, type QuickAnswer, type Words } from "@relais/protocol";
import type { Kind } from "../kinds/kind.ts";
import { textHint } from "../text-hint.ts";

/** What is wrong with the answers of a kind, by field path; empty when nothing is. */
export function wrongAnswers(
  kind: Pick<Kind, "statuses" | "transitions">,
  answers: readonly QuickAnswer[],
): Record<string, Words> {
  const statuses = new Set(kind.statuses.map(({ name }) => name));
  const fields: Record<string, Words> = {};
  const seen = new Set<string>();
  for (const [index, answer] of answers.entries()) {
    const at = `answers.${index}`;
    if (seen.has(answer.id)) fields[`${at}.id`] = taken;
    seen.add(answer.id);
    for (const language of ["fr", "en"] as const) {
      const checked = checkText(answer.text[language], limits.quickAnswerCharacters);
      if (!checked.ok) {
        fields[`${at}.text.${language}`] = textHint(checked.code, limits.quickAnswerCharacters);
      }
    }
    if (answer.statuses.some((status) => !statuses.has(status))) {
      fields[`${at}.statuses`] = oneOf([...statuses]);
    }
    const { step } = answer;
    if (step !== undefined && !isReached(kind, answer.statuses, step)) {
      fields[`${at}.step`] = unreached;
    } else if (step !== undefined && owesProof(kind, answer.statuses, step)) {
      fields[`${at}.step`] = proved;
    }
  }
  return fields;
}

const taken: Words = {
  fr: "Une autre réponse porte cet identifiant.",
  en: "Another answer has this id.",
};
const unreached: Words = {
  fr: "Choisissez un statut auquel mène l’un de ceux où la réponse est proposée.",
  en: "Choose a status that one of those where it is offered leads to.",
};

const proved: Words = {
  fr: "Cette étape demande une preuve, qu’un message n’apporte pas. Choisissez-en une autre.",
  en: "This step asks for a proof, which a message does not bring. Choose another.",
};

function owesProof(
  { transitions }: Pick<Kind, "transitions">,
  from: readonly string[],
  step: string,
): boolean {
  return transitions.some(
    ({ proof, ...one }) =>
      one.to === step &&
      from.includes(one.from) &&
      Object.values(proof ?? {}).some((demand) => demand === "required"),
  );
}

function isReached(
  { transitions }: Pick<Kind, "transitions">,
  from: readonly string[],
  step: string,
): boolean {
  return transitions.some((one) => one.to === step && from.includes(one.from));
}
