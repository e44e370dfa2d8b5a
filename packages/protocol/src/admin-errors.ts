import { entry } from "./error-entry.ts";

/** The refusals of administration, and of invitations. */
export const adminErrors = {
  organization_suspended: entry(
    403,
    "later",
    "Le service de cette organisation est suspendu. Rien n’est perdu\u202f: contactez-la, ou réessayez plus tard.",
    "This organization’s service is suspended. Nothing is lost: contact it, or try again later.",
  ),
  last_admin: entry(
    409,
    "never",
    "C’est le dernier administrateur. Nommez-en un autre d’abord.",
    "This is the last administrator. Name another one first.",
  ),
  api_key_unknown: entry(
    401,
    "never",
    "Cette clé d’API n’existe pas. Vérifiez qu’elle est copiée en entier.",
    "There is no such API key. Check that it was copied whole.",
  ),
  api_key_revoked: entry(
    401,
    "never",
    "Cette clé d’API a été révoquée. Un administrateur peut en créer une autre.",
    "This API key was revoked. An administrator can create another one.",
  ),
  api_key_expired: entry(
    401,
    "never",
    "Cette clé d’API a expiré. Un administrateur peut en créer une autre.",
    "This API key has expired. An administrator can create another one.",
  ),
  webhook_limit: entry(
    409,
    "never",
    "Il y a déjà 10 webhooks. Supprimez-en un d’abord.",
    "There are 10 webhooks already. Delete one first.",
  ),
  webhook_off: entry(
    409,
    "never",
    "Ce webhook est arrêté. Remettez-le en marche d’abord.",
    "This webhook is switched off. Switch it on first.",
  ),
  webhook_unavailable: entry(
    409,
    "never",
    "Ce serveur n’envoie rien à des webhooks. Demandez à son exploitant.",
    "This server sends nothing to webhooks. Ask its operator.",
  ),
  invitation_unknown: entry(
    404,
    "never",
    "Cette invitation n’existe pas. Vérifiez l’adresse reçue, ou demandez-en une nouvelle.",
    "There is no such invitation. Check the address you received, or ask for a new one.",
  ),
  invitation_used: entry(
    410,
    "never",
    "Cette invitation a déjà servi. Connectez-vous, ou demandez-en une nouvelle.",
    "This invitation has been used already. Sign in, or ask for a new one.",
  ),
  invitation_withdrawn: entry(
    410,
    "never",
    "Cette invitation a été retirée. Demandez-en une nouvelle à votre administrateur.",
    "This invitation was withdrawn. Ask your administrator for a new one.",
  ),
  invitation_expired: entry(
    410,
    "never",
    "Cette invitation a expiré. Demandez-en une nouvelle à votre administrateur.",
    "This invitation has expired. Ask your administrator for a new one.",
  ),
} as const;
