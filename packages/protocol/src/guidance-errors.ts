import { entry } from "./error-entry.ts";

/** The refusals of guidance, and of procedures. */
export const guidanceErrors = {
  guidance_writing: entry(
    409,
    "never",
    "Vous ne pouvez pas envoyer de messages pendant le mode guidage. Confirmez l’étape ou demandez de l’aide.",
    "You cannot send messages while you are being guided. Answer the step, or ask for help.",
  ),
  guidance_active: entry(
    409,
    "never",
    "Un guidage est déjà en cours dans cette conversation. Continuez-le ou terminez-le.",
    "A guidance is under way in this conversation. Go on with it or end it.",
  ),
  guidance_inactive: entry(
    409,
    "never",
    "Aucun guidage n’est en cours dans cette conversation. Démarrez-en un d’abord.",
    "No guidance is under way in this conversation. Start one first.",
  ),
  guidance_ended: entry(
    409,
    "never",
    "Ce guidage est terminé\u00a0: ses étapes ne changent plus.",
    "This guidance has ended: its steps do not change any more.",
  ),
  step_unanswered: entry(
    409,
    "never",
    "L’étape précédente attend encore sa confirmation. Attendez la réponse avant la suivante.",
    "The previous step still waits for its answer. Wait for it before you give the next one.",
  ),
  step_closed: entry(
    409,
    "never",
    "Cette étape a déjà une autre réponse, qui ne change plus.",
    "This step has another answer already, which does not change any more.",
  ),
  step_not_found: entry(
    404,
    "never",
    "Cette étape n’existe pas dans cette conversation.",
    "There is no such step in this conversation.",
  ),
  guidance_full: entry(
    409,
    "never",
    "Ce guidage a atteint son nombre d’étapes. Terminez-le et démarrez-en un autre.",
    "This guidance has as many steps as it can hold. End it and start another.",
  ),
  nobody_to_guide: entry(
    409,
    "never",
    "Personne n’est à guider ici\u00a0: le client ne participe pas à cette conversation.",
    "There is nobody to guide here: the customer takes no part in this conversation.",
  ),
  procedure_changed: entry(
    409,
    "never",
    "Cette procédure a une version plus récente. Relisez-la, puis refaites votre modification.",
    "This procedure has a newer version. Read it, then make your change again.",
  ),
  procedure_archived: entry(
    409,
    "never",
    "Cette procédure est archivée. Remettez-la en service ou choisissez-en une autre.",
    "This procedure is archived. Bring it back, or choose another.",
  ),
  guidance_unfinished: entry(
    409,
    "never",
    "Ce guidage est encore en cours. Terminez-le, puis enregistrez-le comme procédure.",
    "This guidance is still under way. End it, then save it as a procedure.",
  ),
  guidance_empty: entry(
    409,
    "never",
    "Ce guidage n’a aucune étape à enregistrer.",
    "This guidance has no step to save.",
  ),
} as const;
