import { adminErrors } from "./admin-errors.ts";
import { deviceErrors } from "./device-errors.ts";
import { type ErrorEntry, entry, type Retry } from "./error-entry.ts";
import { guidanceErrors } from "./guidance-errors.ts";
import { proofErrors } from "./proof-errors.ts";
import { pushErrors } from "./push-errors.ts";
import { textErrors } from "./text-errors.ts";
import { visitErrors } from "./visit-errors.ts";

export type { Retry } from "./error-entry.ts";

/** The closed table of refusals. */
export const errors = {
  rating_too_early: entry(
    409,
    "never",
    "Le dossier n’est pas terminé. Donnez votre avis quand il le sera.",
    "The case has not ended. Rate it once it has.",
  ),
  rating_closed: entry(
    409,
    "never",
    "Votre avis est enregistré. Il pouvait être modifié pendant un jour.",
    "Your rating is recorded. It could be changed for one day.",
  ),
  malformed_json: entry(
    400,
    "never",
    "Ce n’est pas du JSON valide. Vérifiez la syntaxe.",
    "This is not valid JSON. Check its syntax.",
  ),
  unknown_frame: entry(
    400,
    "never",
    "Ce type de trame n’existe pas dans cette version. Voyez docs/protocol.",
    "No such frame type in this version. See docs/protocol.",
  ),
  invalid_body: entry(
    400,
    "never",
    "Un champ manque, est de trop ou n’a pas la bonne forme. Corrigez les champs nommés.",
    "A field is missing, unknown or has the wrong shape. Correct the named fields.",
  ),
  version_unsupported: entry(
    400,
    "never",
    "Cette version du protocole n’est pas connue de ce serveur. Mettez l’application à jour.",
    "This server does not know that protocol version. Update the application.",
  ),
  ...visitErrors,
  ...pushErrors,
  ...proofErrors,
  ...textErrors,
  ...deviceErrors,
  ...guidanceErrors,
  ...adminErrors,
  cursor_ahead: entry(
    409,
    "never",
    "Cette position n’existe pas encore. Abonnez-vous sans position pour repartir d’un état frais.",
    "This position does not exist yet. Subscribe without a position to start from a fresh state.",
  ),
  journal_changed: entry(
    409,
    "never",
    "Cette position vient d’un journal qui n’est plus là\u202f: le serveur a été restauré. Abonnez-vous sans position pour repartir d’un état frais.",
    "This position is from a journal that is gone: the server was restored. Subscribe without a position to start from a fresh state.",
  ),
  unauthenticated: entry(401, "sign_in", "Connectez-vous pour continuer.", "Sign in to continue."),
  token_expired: entry(
    401,
    "sign_in",
    "La session a expiré. Renouvelez le jeton d’accès.",
    "The session has expired. Renew the access token.",
  ),
  token_invalid: entry(
    401,
    "sign_in",
    "Ce jeton n’est pas valable. Connectez-vous de nouveau.",
    "This token is not valid. Sign in again.",
  ),
  ticket_invalid: entry(
    401,
    "sign_in",
    "Ce ticket a expiré ou a déjà servi. Demandez-en un nouveau.",
    "This ticket has expired or was already used. Ask for a new one.",
  ),
  credentials_wrong: entry(
    401,
    "never",
    "L’adresse ou le mot de passe ne correspond pas. Vérifiez les deux.",
    "The address or the password does not match. Check both.",
  ),
  refresh_invalid: entry(
    401,
    "never",
    "Cette session est terminée. Connectez-vous de nouveau.",
    "This session has ended. Sign in again.",
  ),
  refresh_reused: entry(
    401,
    "never",
    "Ce jeton a déjà servi\u00a0: par prudence, la session est fermée partout. Connectez-vous de nouveau.",
    "This token was already used: as a precaution the session is closed everywhere. Sign in again.",
  ),
  account_locked: entry(
    429,
    "later",
    "Trop d’essais. Attendez un moment avant de recommencer.",
    "Too many attempts. Wait a moment before trying again.",
  ),
  forbidden: entry(
    403,
    "never",
    "Vous n’avez pas le droit de faire cela.",
    "You are not allowed to do this.",
  ),
  not_found: entry(
    404,
    "never",
    "Introuvable. Vérifiez l’identifiant.",
    "Not found. Check the id.",
  ),
  message_not_found: entry(
    404,
    "never",
    "Ce message n’existe pas dans cette conversation. Vérifiez son numéro.",
    "There is no such message in this conversation. Check its number.",
  ),
  message_deleted: entry(
    409,
    "never",
    "Ce message a été supprimé\u00a0: on ne peut plus y répondre ni le changer.",
    "This message was deleted: it can no longer be answered or changed.",
  ),
  too_late: entry(
    409,
    "never",
    "Il est trop tard pour changer ce message. Écrivez-en un nouveau.",
    "It is too late to change this message. Write a new one.",
  ),
  client_id_reused: entry(
    409,
    "never",
    "Ce client_id désigne déjà un autre message. Choisissez-en un nouveau.",
    "This client_id already names another message. Choose a new one.",
  ),
  already_taken: entry(409, "never", "{name} s’en occupe déjà.", "{name} has already taken it."),
  transition_not_allowed: entry(
    409,
    "never",
    "Cette étape n’est pas possible depuis l’état actuel. Rechargez et voyez les étapes permises.",
    "This step is not possible from the current status. Reload and see the allowed steps.",
  ),
  reopening_over: entry(
    409,
    "never",
    "Ce dossier ne se rouvre plus\u00a0: il est fermé, ou le délai pour le rouvrir est passé. Ouvrez-en un nouveau.",
    "This case can no longer be reopened: it is closed, or the time to reopen it is over. Open a new one.",
  ),
  conversation_closed: entry(
    409,
    "never",
    "Cette conversation est fermée\u00a0: on peut la lire, plus y écrire.",
    "This conversation is closed: it can be read, not written to.",
  ),
  file_type_refused: entry(
    415,
    "never",
    "Le fichier «\u00a0{name}\u00a0» n’est pas d’un type accepté. Envoyez une photo (JPEG, PNG, WebP, GIF), un PDF, un texte ou un document bureautique.",
    "The file “{name}” is not of an accepted type. Send a picture (JPEG, PNG, WebP, GIF), a PDF, a text or an office document.",
  ),
  file_damaged: entry(
    400,
    "never",
    "Le fichier «\u00a0{name}\u00a0» ne peut pas être lu\u202f: le fichier est abîmé ou l’image est trop grande. Choisissez-en un autre.",
    "The file “{name}” cannot be read: the file is damaged or the picture is too large. Choose another one.",
  ),
  voice_refused: entry(
    400,
    "never",
    "Ce message vocal ne peut pas être lu\u202f: l’enregistrement est abîmé ou d’un format inconnu. Enregistrez-le de nouveau.",
    "This voice message cannot be read: the recording is damaged or of an unknown format. Record it again.",
  ),
  voice_too_long: entry(
    413,
    "never",
    "Un message vocal dure {max}\u00a0minutes au plus. Enregistrez-en un plus court.",
    "A voice message lasts {max} minutes at most. Record a shorter one.",
  ),
  file_too_large: entry(
    413,
    "never",
    "Ce fichier est vide ou dépasse {max}\u00a0Mo. Choisissez-en un plus léger.",
    "This file is empty or larger than {max} MB. Choose a lighter one.",
  ),
  file_infected: entry(
    400,
    "never",
    "Le fichier «\u00a0{name}\u00a0» contient un logiciel malveillant et n’a pas été gardé. Ne l’ouvrez pas.",
    "The file “{name}” contains malicious software and was not kept. Do not open it.",
  ),
  file_check_unavailable: entry(
    503,
    "later",
    "Le contrôle antivirus ne répond pas. Le fichier n’a pas été accepté\u202f; réessayez dans un instant.",
    "The virus check does not answer. The file was not accepted; try again in a moment.",
  ),
  file_not_found: entry(
    404,
    "never",
    "Ce fichier n’existe pas ou n’existe plus ici. Envoyez-le de nouveau.",
    "There is no such file here, or no longer. Upload it again.",
  ),
  file_unfinished: entry(
    409,
    "never",
    "Ce fichier n’est pas encore arrivé en entier. Terminez l’envoi, puis envoyez le message.",
    "This file has not arrived completely. Finish the upload, then send the message.",
  ),
  file_already_sent: entry(
    409,
    "never",
    "Ce fichier est déjà dans un autre message. Envoyez-le de nouveau.",
    "This file is in another message already. Upload it again.",
  ),
  too_many_files: entry(
    400,
    "never",
    "Trop de fichiers dans un message\u202f: {max} au plus. Envoyez-les en plusieurs fois.",
    "Too many files in one message: {max} at most. Send them in parts.",
  ),
  too_many_uploads: entry(
    429,
    "later",
    "Trop de fichiers en attente. Envoyez ou retirez-en, puis réessayez.",
    "Too many files are waiting. Send or remove some, then try again.",
  ),
  position_refused: entry(
    400,
    "never",
    "Cette position n’est pas plausible. Attendez la mesure suivante.",
    "This position is not plausible. Wait for the next measure.",
  ),
  position_not_shared: entry(
    409,
    "never",
    "Vous ne partagez pas votre position ici. Commencez un partage d’abord.",
    "You do not share your position here. Start a share first.",
  ),
  case_ended: entry(
    409,
    "never",
    "C’est terminé\u00a0: on n’y partage plus sa position.",
    "This has ended: positions are no longer shared in it.",
  ),
  destination_unknown: entry(
    409,
    "never",
    "Il n’y a pas de lieu d’arrivée connu. Choisissez une durée.",
    "There is no known place to arrive at. Choose a duration.",
  ),
  already_signed_in: entry(
    409,
    "never",
    "Cette connexion est déjà authentifiée. Envoyez token pour renouveler.",
    "This connection is already authenticated. Send token to renew.",
  ),
  too_many_subscriptions: entry(
    409,
    "never",
    "Trop de conversations suivies à la fois. Quittez-en avant d’en suivre d’autres.",
    "Too many conversations followed at once. Unsubscribe from some first.",
  ),
  conflict: entry(
    409,
    "later",
    "Quelqu’un d’autre vient de changer la même chose. Réessayez.",
    "Someone else has just changed the same thing. Try again.",
  ),
  too_large: entry(
    413,
    "never",
    "C’est trop volumineux. Réduisez la taille.",
    "This is too large. Make it smaller.",
  ),
  too_many_requests: entry(
    429,
    "later",
    "Trop de demandes en peu de temps. Attendez un instant.",
    "Too many requests in a short time. Wait a moment.",
  ),
  busy: entry(
    503,
    "later",
    "Le serveur est très occupé. Réessayez dans un instant.",
    "The server is very busy. Try again in a moment.",
  ),
  shutting_down: entry(
    503,
    "later",
    "Le serveur redémarre. Reconnectez-vous dans un instant.",
    "The server is restarting. Reconnect in a moment.",
  ),
  internal: entry(
    500,
    "later",
    "Une erreur est survenue de notre côté. Rien n’a été enregistré\u202f; réessayez.",
    "Something failed on our side. Nothing was stored; try again.",
  ),
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errors;

export type Language = "fr" | "en";

/** The body of every refusal, over HTTP and in a `refused` frame alike. */
export type Refusal = {
  code: ErrorCode;
  /** One sentence for a person, in the language asked for. */
  message: string;
  retry: Retry;
  /** Messages by field path, for `invalid_body` and the text codes. */
  fields?: Record<string, string>;
  retry_after_ms?: number;
};

/** The sentence of a code; `{name}` and the like are filled from `values`. */
export function sentence(
  code: ErrorCode,
  language: Language,
  values?: Record<string, string>,
): string {
  return errors[code][language].replace(
    /\{(\w+)\}/g,
    (whole, key: string) => values?.[key] ?? whole,
  );
}
