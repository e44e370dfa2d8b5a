/** A device of a browser: where its push service listens, and the keys with which it alone can be written to. */
export type PushTarget = {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
};

/** What a device shows. It reaches the device encrypted. */
export type PushNotice = {
  readonly type: string;
  readonly title: string;
  readonly body: string;
  readonly lang: "fr" | "en";
  /** Of two notices with one tag the newer replaces the older. Says nothing to whoever does not have the ids. */
  readonly tag: string;
  readonly conversation_id: string | null;
  readonly case_id: string | null;
  /** Whoever came by a link has no other page. */
  readonly guest: boolean;
  /** How many messages await the person in all. */
  readonly unread: number;
  readonly at: string;
};

export type PushAnswer =
  | { readonly outcome: "sent" }
  /** The device is no more: nothing is ever sent there again. */
  | { readonly outcome: "gone" }
  /** Not now; `afterMs`: what the service asked to wait. */
  | { readonly outcome: "later"; readonly afterMs: number | null }
  /** The service will not take it, however often. */
  | { readonly outcome: "refused"; readonly why: string };

export type PushOptions = {
  /** Seconds that the service keeps it for a device that is away. */
  readonly ttl: number;
  readonly urgency: "high" | "normal";
  /** What waits under the same topic at the service is replaced; at most 32 characters of base64url. */
  readonly topic: string;
};

/** How this server reaches push services. */
export type PushMeans = {
  /** The key that browsers ask for before they subscribe (RFC 8292), base64url. */
  readonly publicKey: string;
  /** `host:port` of push services besides those of the known browsers: the operator's own. */
  readonly allowed: ReadonlySet<string>;
  /** Never rejects, unless `signal` is aborted. */
  send(
    target: PushTarget,
    notice: PushNotice,
    options: PushOptions,
    signal: AbortSignal,
  ): Promise<PushAnswer>;
};
