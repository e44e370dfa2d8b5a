import { createClient } from "../client.ts";
import { createSession } from "../session/session.ts";
import { memorySession } from "../session/storage.ts";
import type { Client, ClientOptions } from "../types.ts";

export type ClaimsOptions = Omit<ClientOptions, "getToken"> & {
  /** An access token, or the access token of a conversation, which its customer holds. */
  token?: string;
  /** Where the access token of the moment comes from; `refused` must not come again. In place of `token`. */
  getToken?: ClientOptions["getToken"];
};

export type Configured = {
  readonly options: ClaimsOptions;
  readonly getToken: ClientOptions["getToken"];
  /** Connects when it is first asked for. */
  readonly client: () => Client;
};

let configured: Configured | undefined;

/**
 * Says once, before anything else here is called, where the server is and who calls. Calling it again ends what
 * was followed for whoever called before.
 */
export function configure(options: ClaimsOptions): void {
  unconfigure();
  const getToken = tokensOf(options);
  let client: Client | undefined;
  configured = {
    options,
    getToken,
    client: () => {
      if (client === undefined) {
        client = createClient({ ...options, getToken });
        client.start();
        stop = client.stop;
      }
      return client;
    },
  };
}

let stop: Client["stop"] | undefined;

/** Lets go of the connection; nothing here works until `configure` is called again. */
export function unconfigure(): void {
  void stop?.();
  stop = undefined;
  configured = undefined;
}

/** What `configure` said. */
export function settings(): Configured {
  if (configured === undefined) throw new Error("Call configure({ baseUrl, token }) first.");
  return configured;
}

const ofConversation = /^[0-9a-f]{64}$/;

function tokensOf(options: ClaimsOptions): ClientOptions["getToken"] {
  const { token, getToken } = options;
  if (getToken !== undefined) return getToken;
  if (token === undefined) throw new Error("configure needs a token, or getToken.");
  if (!ofConversation.test(token)) return async (refused) => (refused === token ? null : token);
  // A customer's own is exchanged once, so that it is not sent with every request.
  const session = createSession({ ...options, storage: memorySession() });
  let opened: Promise<unknown> | undefined;
  return async (refused) => {
    opened ??= session.openLink(token).catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    await opened;
    return session.getToken(refused);
  };
}
