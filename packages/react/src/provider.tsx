import type { Client, Session } from "@relais/client";
import { type ReactNode, useMemo } from "react";
import { RelaisContext } from "./context.ts";

export type RelaisProviderProps = {
  client: Client;
  /** Only where `useSession` is used below. */
  session?: Session;
  children?: ReactNode;
};

/** Gives a client (and a session) to the hooks below. It neither starts nor stops them. */
export function RelaisProvider({ client, session, children }: RelaisProviderProps) {
  const relais = useMemo(() => ({ client, session: session ?? null }), [client, session]);
  return <RelaisContext value={relais}>{children}</RelaisContext>;
}
