import type { Adapter, Connection, PageRequest } from "./adapter.ts";
import { eachNumber } from "./marker.ts";
import { RawSocket } from "./raw-socket.ts";
import { Waiting } from "./waiting.ts";

/** The words of `ws-echo`, `ws-insert` and `express-page`. */
export function plainWs(port: number): Adapter {
  return {
    connect: (credential, onMessages) => open(port, credential, onMessages),
    page: (room: string, _credential: string, before: number): PageRequest => ({
      path: `/rooms/${room}/messages?before=${before}`,
      headers: {},
    }),
  };
}

async function open(
  port: number,
  credential: string,
  onMessages: (payload: Buffer) => void,
): Promise<Connection> {
  const socket = new RawSocket(port, `/?user=${credential}`);
  const sends = new Waiting<void>();
  const joins = new Waiting<number[]>();
  let closed: (() => void) | undefined;
  socket.onText = (payload) => {
    // {"type":"message" | "ack" | "joined": the tenth byte tells them apart.
    const letter = payload[9];
    if (letter === 0x6d) onMessages(payload);
    else if (letter === 0x61) sends.settle(idAt(payload, 19), undefined);
    else joins.settle(idAt(payload, 22), numbersIn(payload));
  };
  socket.onClose = () => {
    sends.failAll(new Error("closed"));
    joins.failAll(new Error("closed"));
    closed?.();
  };
  await socket.opened;
  return {
    join(room, after) {
      const { id, answered } = joins.open();
      socket.send(JSON.stringify({ type: "join", id, room, after }));
      return answered;
    },
    send(room, text) {
      const { id, answered } = sends.open();
      socket.send(JSON.stringify({ type: "send", id, room, text }));
      return answered;
    },
    onClose(listener) {
      closed = listener;
    },
    close: () => socket.close(),
  };
}

/** The digits that start at `at`. */
export function idAt(payload: Buffer, at: number): number {
  let id = 0;
  for (let index = at; ; index += 1) {
    const digit = (payload[index] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return id;
    id = id * 10 + digit;
  }
}

/** The numbers of all messages in a payload. */
export function numbersIn(payload: Buffer): number[] {
  const numbers: number[] = [];
  eachNumber(payload, (number) => numbers.push(number));
  return numbers;
}
