import type { Sentences } from "@relais/dialect";
import type { Priority, Role, StepResult } from "@relais/protocol";

export const tags = ["Documented API: tickets"];

/** The kind of case that this API speaks of. */
export const kind = "ticket";

/** What this API calls the roles of a support team. */
export const roles: Readonly<Record<Role, string>> = {
  customer: "employe",
  worker: "technicien",
  agent: "admin",
  manager: "admin",
  admin: "admin",
};

/** Its roles, as ours: to give somebody an account. */
export const roleOf = { employe: "customer", technicien: "worker", admin: "admin" } as const;

export const statuts = ["ouvert", "en cours", "resolu", "ferme", "annule"] as const;
export type Statut = (typeof statuts)[number];

export const statusOf: Readonly<Record<Statut, string>> = {
  ouvert: "open",
  "en cours": "in_progress",
  resolu: "resolved",
  ferme: "closed",
  annule: "cancelled",
};

/** A status in the words of this API; the kind has no others. */
export function statutOf(status: string): Statut {
  return statuts.find((one) => statusOf[one] === status) ?? "ouvert";
}

export const priorites = ["faible", "normal", "urgent", "critique"] as const;
export type Priorite = (typeof priorites)[number];

export const priorityOf: Readonly<Record<Priorite, Priority>> = {
  faible: "low",
  normal: "normal",
  urgent: "high",
  critique: "urgent",
};

export const prioriteOf: Readonly<Record<Priority, Priorite>> = {
  low: "faible",
  normal: "normal",
  high: "urgent",
  urgent: "critique",
};

export const resultats = ["fait", "echec", "aide"] as const;
export type Resultat = (typeof resultats)[number];

export const resultOf: Readonly<Record<Resultat, StepResult>> = {
  fait: "done",
  echec: "failed",
  aide: "help",
};

export const resultatOf: Readonly<Record<StepResult, Resultat>> = {
  done: "fait",
  failed: "echec",
  help: "aide",
};

/** Our names of fields, as this API calls them. */
export const names = {
  title: "titre",
  priority: "priorite",
  status: "statut",
  text: "message",
  words: "message",
  note: "message",
  "fields.category": "categorie",
  "fields.equipment": "equipement",
  "fields.department": "departement",
  department: "departement",
  department_id: "departement",
  name: "nom",
  serial_number: "numero_serie",
  attachments: "photo",
  "": "body",
} as const;

/** What the document says word for word. */
export const sentences: Sentences = {
  guidance_writing: {
    fr: "Vous ne pouvez pas envoyer de messages pendant le mode guidage",
    en: "You cannot send messages during guidance mode",
  },
};
