import { type WebhookEvent, webhookEvents } from "@relais/protocol";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { say } from "../kinds/kind.ts";

/** Refuses: invalid_body (`url`), webhook_unavailable where this server sends nothing. */
export function checkUrl({ webhooks: { means } }: Core, url: string): void {
  if (means === undefined) throw new RefusedError("webhook_unavailable");
  if (means.accepts(url)) return;
  const hint = say(
    "Donnez une adresse publique en https, sans port, nom ni mot de passe, comme https://exemple.org/relais. Pour votre propre réseau, l’exploitant du serveur doit l’autoriser.",
    "Give a public https address without port, name or password, such as https://example.org/relais. For your own network the operator of the server has to allow it.",
  );
  throw new RefusedError("invalid_body", { fields: { url: hint } });
}

/** Each once, in the order of the list. */
export const ordered = (events: readonly WebhookEvent[]): WebhookEvent[] =>
  webhookEvents.filter((event) => events.includes(event));
