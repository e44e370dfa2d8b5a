import { entry } from "./error-entry.ts";

/** What a client refuses by itself for what its device cannot do any more. */
export const deviceErrors = {
  file_unreadable: entry(
    400,
    "never",
    "Cet appareil n’a plus ce fichier. Joignez-le de nouveau.",
    "This device no longer has the file. Attach it again.",
  ),
} as const;
