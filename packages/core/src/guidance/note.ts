import {
  checkText,
  type GuidanceNote,
  type Language,
  limits,
  type Sent,
  type StepMark,
} from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { RefusedError } from "../errors.ts";
import type { Change } from "../journal/append.ts";
import { appendSystemMessage } from "../message/append-system-message.ts";
import { textHint } from "../text-hint.ts";

type Fact = GuidanceNote["fact"];

const sentences: Record<Fact, Record<Language, string>> = {
  started: { fr: "{name} a démarré un guidage.", en: "{name} has started a guidance." },
  done: { fr: "{name}\u00a0: étape {step} faite.", en: "{name}: step {step} done." },
  failed: {
    fr: "{name}\u00a0: l’étape {step} n’a pas marché.",
    en: "{name}: step {step} did not work.",
  },
  help: {
    fr: "{name} demande de l’aide à l’étape {step}.",
    en: "{name} asks for help with step {step}.",
  },
  solved: {
    fr: "{name} a terminé le guidage\u00a0: le problème est résolu.",
    en: "{name} has ended the guidance: the problem is solved.",
  },
  stopped: { fr: "{name} a terminé le guidage.", en: "{name} has ended the guidance." },
  left: { fr: "{name} a quitté le guidage.", en: "{name} has left the guidance." },
  closed: {
    fr: "Le guidage s’est terminé avec le dossier.",
    en: "The guidance ended with the case.",
  },
};

export type Noted = {
  readonly session: { readonly id: string; readonly conversation_id: string };
  readonly fact: Fact;
  readonly step?: Pick<StepMark, "number"> & { readonly message: number };
  readonly words?: string | null;
  readonly client_id?: string | null;
};

/** Says in the conversation what happened to a guidance, in the organization's language and by name. */
export async function note(change: Change, actor: Actor, noted: Noted): Promise<Sent> {
  const { session, fact, step, words = null, client_id = null } = noted;
  const { language } = await change.tx
    .selectFrom("organization")
    .select("language")
    .where("id", "=", actor.organization_id)
    .executeTakeFirstOrThrow();
  const sentence = sentences[fact][language as Language]
    .replace("{name}", actor.full_name)
    .replace("{step}", String(step?.number ?? ""));
  return appendSystemMessage(change, {
    organization_id: actor.organization_id,
    conversation_id: session.conversation_id,
    actor_id: actor.id,
    client_id,
    text: words === null ? sentence : `${sentence} ${words}`,
    system: {
      name: "guidance",
      fact,
      session_id: session.id,
      step: step?.number ?? null,
      instruction: step?.message ?? null,
      actor_name: actor.full_name,
      words,
    },
  });
}

/**
 * What somebody adds in their own words, checked; null when there is nothing.
 *
 * Refuses: text_too_long, text_forbidden_character.
 */
export function checkWords(words: string | undefined): string | null {
  if (words === undefined) return null;
  const checked = checkText(words, limits.guidanceWords);
  if (checked.ok) return checked.text;
  if (checked.code === "text_empty") return null;
  throw new RefusedError(checked.code, {
    fields: { words: textHint(checked.code, limits.guidanceWords) },
  });
}
