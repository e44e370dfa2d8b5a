import { entry } from "./error-entry.ts";

/** The refusals of devices that are told things. */
export const pushErrors = {
  push_unavailable: entry(
    409,
    "never",
    "Cet appareil ne reçoit pas de notifications d’un navigateur. Activez-les sur un autre appareil.",
    "This device does not receive a browser’s notifications. Turn them on on another device.",
  ),
  push_gone: entry(
    410,
    "never",
    "Cet appareil ne reçoit plus de notifications. Activez-les à nouveau sur cet appareil.",
    "This device does not receive notifications any more. Turn them on again on it.",
  ),
  push_failed: entry(
    503,
    "later",
    "Le service de notifications de cet appareil n’a pas accepté l’envoi. Réessayez dans un instant.",
    "The push service of this device did not take it. Try again in a moment.",
  ),
} as const;
