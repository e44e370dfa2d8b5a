import type { Client } from "@relais/client";
import { use } from "react";
import { RelaisContext } from "./context.ts";

/** The client of the nearest provider. Throws outside of one. */
export function useClient(): Client {
  const relais = use(RelaisContext);
  if (relais === null) throw new Error("useClient needs a <RelaisProvider> above it");
  return relais.client;
}
