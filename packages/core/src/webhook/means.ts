import type { WebhookFailure } from "@relais/protocol";

export type WebhookRequest = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** What was answered; `status` null: nothing was. */
export type WebhookAnswer =
  | {
      readonly status: number;
      readonly failure: null;
      /** What it asked to wait. */
      readonly pauseMs: number | null;
    }
  | { readonly status: null; readonly failure: WebhookFailure };

/** How this server reaches the addresses of webhooks. */
export type WebhookMeans = {
  /** Whether anything is ever sent to such an address. What its name means in the network is asked when it is sent. */
  accepts(url: string): boolean;
  /** Follows no redirection and waits ten seconds at most. Never rejects, unless `signal` is aborted. */
  send(request: WebhookRequest, signal: AbortSignal): Promise<WebhookAnswer>;
};
