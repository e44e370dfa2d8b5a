import type { Adapter, Connection } from "./adapter.ts";
import { idAt, numbersIn } from "./plain-ws.ts";
import { RawSocket } from "./raw-socket.ts";
import { Waiting } from "./waiting.ts";

/**
 * The Socket.IO protocol over its WebSocket transport, by hand: the official client would cost the generator
 * more than the server it measures.
 */
export function socketio(port: number): Adapter {
  return {
    connect: (credential, onMessages) => open(port, credential, onMessages),
    page: () => {
      throw new Error("The Socket.IO peer serves no history pages.");
    },
  };
}

async function open(
  port: number,
  credential: string,
  onMessages: (payload: Buffer) => void,
): Promise<Connection> {
  const socket = new RawSocket(port, `/socket.io/?EIO=4&transport=websocket&user=${credential}`);
  const answers = new Waiting<number[]>();
  const joined = Promise.withResolvers<void>();
  let closed: (() => void) | undefined;
  socket.onText = (payload) => {
    const packet = payload.subarray(0, 2).toString("latin1");
    if (packet === "42") onMessages(payload);
    else if (packet === "43") answers.settle(idAt(payload, 2), numbersIn(payload));
    else if (packet.startsWith("2")) socket.send("3");
    else if (packet.startsWith("0")) socket.send("40");
    else if (packet === "40") joined.resolve();
    else joined.reject(new Error(`Unexpected packet ${packet}`));
  };
  socket.onClose = () => {
    answers.failAll(new Error("closed"));
    joined.reject(new Error("closed"));
    closed?.();
  };
  await Promise.all([socket.opened, joined.promise]);
  const emit = (...event: unknown[]): Promise<number[]> => {
    const { id, answered } = answers.open();
    socket.send(`42${id}${JSON.stringify(event)}`);
    return answered;
  };
  return {
    join: (room, after) => emit("join", room, after ?? null),
    send: async (room, text) => void (await emit("send", room, text)),
    onClose(listener) {
      closed = listener;
    },
    close: () => socket.close(),
  };
}
