import { entry } from "./error-entry.ts";

/** The refusals of what a step is proved by. */
export const proofErrors = {
  code_wrong: entry(
    409,
    "never",
    "Ce n’est pas le code de ce dossier. Faites-le répéter\u202f; après {max} erreurs il ne compte plus.",
    "This is not the code of this case. Ask to hear it again; after {max} mistakes it counts no more.",
  ),
  code_blocked: entry(
    409,
    "never",
    "Trop de codes faux pour ce dossier. Appelez votre bureau\u202f: il peut passer cette étape.",
    "Too many wrong codes for this case. Call your office: it can take this step.",
  ),
} as const;
