import { type ErrorEntry, entry } from "./error-entry.ts";

/** Refusals of those who come without an account: by a customer's link, or on a site where the chat is shown. */
export const visitErrors = {
  embedding_unknown: entry(
    404,
    "never",
    "Cette messagerie n’est pas ouverte sur ce site. Contactez l’entreprise autrement.",
    "This chat is not open on this site. Reach the company another way.",
  ),
  identity_required: entry(
    403,
    "never",
    "Pour écrire ici, connectez-vous d’abord sur le site.",
    "To write here, sign in on the site first.",
  ),
  identity_invalid: entry(
    403,
    "never",
    "Le site n’a pas pu confirmer qui vous êtes. Reconnectez-vous sur le site.",
    "The site could not confirm who you are. Sign in again on the site.",
  ),
  identity_expired: entry(
    403,
    "never",
    "La confirmation du site a expiré. Rechargez la page.",
    "The site’s confirmation has expired. Reload the page.",
  ),
  link_unknown: entry(
    404,
    "never",
    "Ce lien n’ouvre rien. Vérifiez l’adresse reçue, ou demandez un nouveau lien à l’entreprise.",
    "This link opens nothing. Check the address you received, or ask the company for a new link.",
  ),
  link_revoked: entry(
    410,
    "never",
    "Ce lien a été remplacé ou retiré. Demandez un nouveau lien à l’entreprise.",
    "This link was replaced or withdrawn. Ask the company for a new one.",
  ),
  link_expired: entry(
    410,
    "never",
    "Ce lien a expiré. Demandez un nouveau lien à l’entreprise.",
    "This link has expired. Ask the company for a new one.",
  ),
  link_exists: entry(
    409,
    "never",
    "Cette conversation a déjà un lien, qui ne peut plus être montré. Renouvelez-le ou retirez-le.",
    "This conversation already has a link, which cannot be shown again. Renew it or withdraw it.",
  ),
} as const satisfies Record<string, ErrorEntry>;
