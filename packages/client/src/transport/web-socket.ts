import { closeReason, type DownFrame } from "@relais/protocol";
import { address, type OpenTransport } from "./transport.ts";

/** Frames over WebSocket: one text message, one frame. */
export function webSocketTransport(
  baseUrl: string,
  WebSocketClass: typeof WebSocket,
): OpenTransport {
  const url = address(baseUrl, "/v1/socket").replace(/^http/, "ws");
  return (hello, events) => {
    const socket = new WebSocketClass(url);
    let ended = false;
    const end = (result: Parameters<typeof events.end>[0]) => {
      if (ended) return;
      ended = true;
      events.end(result);
    };
    socket.addEventListener("open", () => socket.send(JSON.stringify(hello)));
    socket.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      if (ended) return;
      const frame = parse(data);
      if (frame !== null) return events.frame(frame);
      // Not our server, or a proxy in between that speaks: this link is of no use.
      socket.close();
      end({});
    });
    socket.addEventListener("close", ({ code }) => {
      const reason = closeReason(code);
      end(reason === undefined ? {} : { reason });
    });
    return {
      send: (frame) => {
        // A frame that the closing socket would drop is sent again by whoever waits for its answer.
        if (socket.readyState === WebSocketClass.OPEN) socket.send(JSON.stringify(frame));
      },
      close: () => {
        ended = true;
        socket.close();
      },
    };
  };
}

/** A frame, or null for what is not one. Unknown types pass: newer servers may say more. */
export function parse(data: unknown): DownFrame | null {
  if (typeof data !== "string") return null;
  try {
    const frame: unknown = JSON.parse(data);
    return typeof frame === "object" && frame !== null && "type" in frame
      ? (frame as DownFrame)
      : null;
  } catch {
    return null;
  }
}
