export type Language = "fr" | "en";

const fr = {
  conversations: "Conversations",
  messages: "Messages",
  loading: "Chargement…",
  none: "Aucune conversation pour le moment.",
  choose: "Choisissez une conversation.",
  empty: "Aucun message pour le moment. Écrivez le premier.",
  failed: "Cela n’a pas pu être chargé.",
  again: "Réessayer",
  offline: "Pas de connexion. Vos messages partiront dès qu’elle revient.",
  write: "Écrire un message",
  note: "Écrire une note pour l’équipe",
  internal: "Note interne",
  send: "Envoyer",
  attach: "Joindre un fichier",
  back: "Conversations",
  older: "Messages précédents",
  typing: "{name} écrit…",
  you: "Vous",
  system: "Système",
  waiting: "En attente",
  sent: "Envoyé",
  delivered: "Distribué",
  read: "Lu",
  not_sent: "Non envoyé",
  discard: "Abandonner",
  deleted: "Ce message a été supprimé.",
  unread: "{count} non lus",
  urgent: "Urgente",
  high: "Haute",
  active: "En cours",
  resolved: "Réglée",
  archived: "Archivée",
  tracker: "Suivi de la réclamation {number}",
  updated: "Nouveau statut\u00a0: {status}",
  told: "Annoncé au client, {when}",
  untold: "Pas annoncé au client",
  by: "par {name}",
  now: "Statut actuel",
  submitted: "Reçue",
  under_review: "À l’étude",
  info_needed: "Pièces attendues",
  approved: "Acceptée",
  in_repair: "En réparation",
  completed: "Terminée",
  rejected: "Refusée",
  cancelled: "Retirée",
  push: "Notifications push",
  push_intro: "Laissez-nous vous prévenir sur cet appareil, même quand la page est fermée.",
  push_switch: "Notifications sur cet appareil",
  push_blocked:
    "Votre navigateur bloque les notifications de ce site. Autorisez-les dans ses réglages, puis réessayez.",
  push_unsupported: "Ce navigateur ne propose pas de notifications ici.",
  push_not_installed:
    "Sur iPhone et iPad, ajoutez d’abord ce site à l’écran d’accueil\u00a0: Partager, puis «\u00a0Sur l’écran d’accueil\u00a0».",
  push_unavailable: "Ce service n’envoie pas de notifications.",
  push_failed: "Cela n’a pas marché. Réessayez dans un instant.",
  push_test: "Envoyer une notification de test",
  push_tested: "Notification de test envoyée.",
  push_topics: "Me prévenir de",
  new_messages: "Nouveaux messages",
  claim_updates: "Mises à jour de réclamations",
  warranty_expiring: "Garanties arrivant à expiration",
  system_alerts: "Alertes système",
} as const;

export type WordKey = keyof typeof fr;
type Words = Readonly<Record<WordKey, string>>;

const en: Words = {
  conversations: "Conversations",
  messages: "Messages",
  loading: "Loading…",
  none: "No conversation yet.",
  choose: "Choose a conversation.",
  empty: "No message yet. Write the first one.",
  failed: "This could not be loaded.",
  again: "Try again",
  offline: "No connection. Your messages leave as soon as it is back.",
  write: "Write a message",
  note: "Write a note for the team",
  internal: "Internal note",
  send: "Send",
  attach: "Attach a file",
  back: "Conversations",
  older: "Earlier messages",
  typing: "{name} is writing…",
  you: "You",
  system: "System",
  waiting: "Waiting",
  sent: "Sent",
  delivered: "Delivered",
  read: "Read",
  not_sent: "Not sent",
  discard: "Discard",
  deleted: "This message was deleted.",
  unread: "{count} unread",
  urgent: "Urgent",
  high: "High",
  active: "Active",
  resolved: "Resolved",
  archived: "Archived",
  tracker: "Progress of claim {number}",
  updated: "New status: {status}",
  told: "Customer told, {when}",
  untold: "Customer not told",
  by: "by {name}",
  now: "Current status",
  submitted: "Received",
  under_review: "Under review",
  info_needed: "Information needed",
  approved: "Approved",
  in_repair: "In repair",
  completed: "Completed",
  rejected: "Rejected",
  cancelled: "Withdrawn",
  push: "Push notifications",
  push_intro: "Let us tell you on this device, even when the page is closed.",
  push_switch: "Notifications on this device",
  push_blocked:
    "Your browser blocks notifications of this site. Allow them in its settings, then try again.",
  push_unsupported: "This browser does not offer notifications here.",
  push_not_installed:
    "On iPhone and iPad, add this site to the home screen first: Share, then “Add to Home Screen”.",
  push_unavailable: "This service sends no notifications.",
  push_failed: "That did not work. Try again in a moment.",
  push_test: "Send a test notification",
  push_tested: "Test notification sent.",
  push_topics: "Tell me of",
  new_messages: "New messages",
  claim_updates: "Updates of claims",
  warranty_expiring: "Warranties about to end",
  system_alerts: "System alerts",
};

const catalogues: Record<Language, Words> = { fr, en };

export type Say = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string;

/** The texts of the components in one language. */
export function wordsIn(language: Language): Say {
  const words = catalogues[language];
  return (key, values = {}) =>
    words[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

/** What a status is called; one that we do not know is shown as it is. */
export function statusName(say: Say, status: string): string {
  return status in fr ? say(status as WordKey) : status;
}

/** The browser's language, of those that we speak: French unless it is English. */
export function usualLanguage(): Language {
  return typeof navigator !== "undefined" && navigator.language.startsWith("en") ? "en" : "fr";
}

/** A clock time today, a date before. */
export function timeIn(language: Language, iso: string): string {
  const at = new Date(iso);
  const today = at.toDateString() === new Date().toDateString();
  const form: Intl.DateTimeFormatOptions = today
    ? { hour: "2-digit", minute: "2-digit" }
    : { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" };
  return new Intl.DateTimeFormat(language, form).format(at);
}
