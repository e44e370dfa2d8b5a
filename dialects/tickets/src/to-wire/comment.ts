import { asText, type Surroundings as Shared, systemSentence } from "@relais/dialect";
import type { Message, SystemNote } from "@relais/protocol";
import { z } from "zod";
import { resultatOf, resultats } from "../words.ts";
import { toPerson, type WirePerson, wirePerson } from "./person.ts";

const wireFile = z.object({
  id: z.string(),
  url: z.string(),
  name: z.string(),
  content_type: z.string(),
  size: z.number(),
});

export const wireComment = z.object({
  id: z.string(),
  ticket: z.string(),
  auteur: z.nullable(wirePerson),
  message: z.string(),
  type_action: z.enum([
    "ajout_commentaire",
    "assignation",
    "instruction",
    "confirmation_etape",
    "guidage_debut",
    "guidage_fin",
    "changement_statut",
  ]),
  /** Of an instruction, and of what answers it. */
  numero_etape: z.nullable(z.number()),
  /** Of an instruction: the step is closed by its answer. */
  confirme: z.boolean(),
  date_confirmation: z.nullable(z.string()),
  resultat: z.nullable(z.enum(resultats)),
  /** Of a `confirmation_etape`: the id of the instruction that it answers. */
  instruction: z.nullable(z.string()),
  date_creation: z.string(),
  pieces_jointes: z.array(wireFile),
  client_id: z.nullable(z.string()),
});
export type WireComment = z.infer<typeof wireComment>;

/** What a message is read with. */
export type Surroundings = Pick<Shared, "people" | "language" | "kindOf" | "addressOf"> & {
  readonly ticket_id: string;
  /** The status to which taking a ticket leads. */
  readonly taken: string;
  /** The id of a message by its number, of those that answers point at. */
  readonly idOf: (number: number) => string | undefined;
};

/** Any message of ours in the words of this API; what it has no word for is a text. */
export function toComment(message: Message, around: Surroundings): WireComment {
  const { id, created_at, client_id, system, attachments = [], step, kind } = message;
  const given = kind === "instruction" ? step : undefined;
  const closed = given?.result === "done" || given?.result === "failed";
  const answers = system?.name === "guidance" && system.instruction !== null ? system : undefined;
  const said = answers === undefined ? given?.result : resultIn(answers.fact);
  return {
    id,
    ticket: around.ticket_id,
    auteur: authorOf(message, around),
    message: wordsOf(message, around),
    type_action: actionOf(message, around),
    numero_etape: given?.number ?? answers?.step ?? null,
    confirme: closed,
    date_confirmation: closed ? (given?.answered_at ?? null) : null,
    resultat: said == null ? null : resultatOf[said],
    instruction: answers?.instruction == null ? null : (around.idOf(answers.instruction) ?? null),
    date_creation: created_at,
    pieces_jointes: attachments.map((file) => ({
      id: file.id,
      url: around.addressOf(file.id),
      name: file.name,
      content_type: file.type,
      size: file.bytes,
    })),
    client_id,
  };
}

/** Who takes no part and still acts is of the office. */
function authorOf({ sender_id, system }: Message, { people }: Surroundings): WirePerson | null {
  if (sender_id === null) return null;
  const known = people.get(sender_id);
  if (known !== undefined) return toPerson(known);
  return toPerson({ id: sender_id, full_name: system?.actor_name ?? "", role: "admin" });
}

function wordsOf(message: Message, { language, kindOf }: Surroundings): string {
  const { system } = message;
  if (system === null) return asText(message, language);
  return ownWords(system) ?? systemSentence(system, language, kindOf);
}

/** What somebody added to it themselves. */
function ownWords(system: SystemNote): string | null | undefined {
  if (system.name === "guidance") return system.words;
  return system.name === "status" ? system.note : null;
}

function actionOf({ kind, system }: Message, { taken }: Surroundings): WireComment["type_action"] {
  if (kind === "instruction") return "instruction";
  if (system === null) return "ajout_commentaire";
  if (system.name === "status") {
    return system.status === taken && !system.reopened ? "assignation" : "changement_statut";
  }
  return system.name === "guidance" ? actions[system.fact] : "ajout_commentaire";
}

type Fact = Extract<SystemNote, { name: "guidance" }>["fact"];

const actions: Readonly<Record<Fact, WireComment["type_action"]>> = {
  started: "guidage_debut",
  done: "confirmation_etape",
  failed: "confirmation_etape",
  help: "confirmation_etape",
  solved: "guidage_fin",
  stopped: "guidage_fin",
  left: "guidage_fin",
  closed: "guidage_fin",
};

function resultIn(fact: Fact): "done" | "failed" | "help" | null {
  return fact === "done" || fact === "failed" || fact === "help" ? fact : null;
}
