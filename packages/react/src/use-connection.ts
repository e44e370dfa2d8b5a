import type { ConnectionState } from "@relais/client";
import { useClient } from "./use-client.ts";
import { useReadable } from "./use-readable.ts";

export function useConnection(): ConnectionState {
  return useReadable(useClient().connection);
}
