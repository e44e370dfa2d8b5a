import type { Catalogue } from "../part.ts";

const fr = {
  opened: "Dossier ouvert",
  assigned: "Confié à {name}",
  unassigned: "N’est plus confié à {name}",
  changed: "{what}\u00a0: {to}",
  emptied: "{what}\u00a0: retiré",
  tags_added: "Étiquettes ajoutées\u00a0: {tags}",
  tags_removed: "Étiquettes retirées\u00a0: {tags}",
  note: "Note",
  guidance_started: "{guide} guide {guided} pas à pas",
  guidance_solved: "Guidage terminé\u00a0: problème résolu",
  guidance_stopped: "Guidage arrêté",
  guidance_left: "Guidage quitté par {name}",
  guidance_closed: "Guidage terminé avec le dossier",
  received: "Reçu par {name}",
  photo: "1 photo",
  photos: "{count} photos",
  code: "code confirmé",
  rating: "Avis du client\u00a0: {score} sur 5",
  priority: "Urgence",
  low: "Peut attendre",
  normal: "Normale",
  high: "Élevée",
  urgent: "Urgente",
} as const;

export type ChangeKey = keyof typeof fr;

const en: Catalogue<ChangeKey>["en"] = {
  opened: "Case opened",
  assigned: "Assigned to {name}",
  unassigned: "No longer assigned to {name}",
  changed: "{what}: {to}",
  emptied: "{what}: removed",
  tags_added: "Tags added: {tags}",
  tags_removed: "Tags removed: {tags}",
  note: "Note",
  guidance_started: "{guide} guides {guided} step by step",
  guidance_solved: "Guidance ended: problem solved",
  guidance_stopped: "Guidance stopped",
  guidance_left: "Guidance left by {name}",
  guidance_closed: "Guidance ended with the case",
  received: "Received by {name}",
  photo: "1 photo",
  photos: "{count} photos",
  code: "code confirmed",
  rating: "Customer’s rating: {score} out of 5",
  priority: "Urgency",
  low: "Can wait",
  normal: "Normal",
  high: "High",
  urgent: "Urgent",
};

/** What happened to a case, in words. */
export const changeCatalogue: Catalogue<ChangeKey> = { fr, en };
