import type { TransportKind } from "../connection/state.ts";
import { serverSentEventsTransport } from "./server-sent-events.ts";
import type { OpenTransport } from "./transport.ts";
import { webSocketTransport } from "./web-socket.ts";

export type UsableTransportOptions = {
  transports?: readonly TransportKind[];
  webSocket?: typeof WebSocket;
};

/** The ways that were asked for and that this runtime has, in order of preference. */
export function usableTransports(
  baseUrl: string,
  { transports = ["websocket", "sse"], webSocket }: UsableTransportOptions,
  doFetch: typeof fetch,
): readonly (readonly [TransportKind, OpenTransport])[] {
  const socket = webSocket ?? globalThis.WebSocket;
  return transports.flatMap((kind): (readonly [TransportKind, OpenTransport])[] => {
    if (kind === "sse") return [[kind, serverSentEventsTransport(baseUrl, doFetch)]];
    return socket === undefined ? [] : [[kind, webSocketTransport(baseUrl, socket)]];
  });
}
