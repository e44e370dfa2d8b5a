import { closeReason } from "@relais/protocol";
import { BriefReader } from "./brief.ts";
import { address, type OpenTransport } from "./transport.ts";

/** Frames over WebSocket: one text message, one frame. */
export function webSocketTransport(
  baseUrl: string,
  WebSocketClass: typeof WebSocket,
): OpenTransport {
  const url = address(baseUrl, "/v1/socket").replace(/^http/, "ws");
  return (hello, events) => {
    const socket = new WebSocketClass(url);
    const reader = new BriefReader();
    let ended = false;
    const end = (result: Parameters<typeof events.end>[0]) => {
      if (ended) return;
      ended = true;
      events.end(result);
    };
    socket.addEventListener("open", () => socket.send(JSON.stringify({ ...hello, brief: true })));
    socket.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      if (ended) return;
      const frames = reader.read(data);
      if (frames !== null) {
        for (const frame of frames) if (!ended) events.frame(frame);
        return;
      }
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
        if (socket.readyState !== WebSocketClass.OPEN) return;
        reader.sent(frame);
        socket.send(JSON.stringify(frame));
      },
      close: () => {
        ended = true;
        socket.close();
      },
    };
  };
}
