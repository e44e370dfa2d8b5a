import { randomUUID } from "node:crypto";
import { currentVersion } from "@relais/protocol";
import type { Adapter, Connection, PageRequest } from "./adapter.ts";
import { idAt, numbersIn } from "./plain-ws.ts";
import { RawSocket } from "./raw-socket.ts";
import { Waiting } from "./waiting.ts";

const answer = Buffer.from('["s",');
const message = Buffer.from('["m",');
/** Several in one turn, or of a kind that is not told briefly. */
const events = Buffer.from('{"type":"events"');
const ack = Buffer.from('{"type":"ack","ref":');

/** The native protocol of Relais (docs/protocol). The first room is named in `hello`, as the SDK does. */
export function relais(port: number): Adapter {
  return {
    connect: (credential, onMessages) => open(port, credential, onMessages),
    page: (room: string, credential: string, before: number): PageRequest => ({
      path: `/v1/conversations/${room}/messages?before=${before}`,
      headers: { Authorization: `Bearer ${credential}` },
    }),
  };
}

async function open(
  port: number,
  token: string,
  onMessages: (payload: Buffer) => void,
): Promise<Connection> {
  const socket = new RawSocket(port, "/v1/socket");
  const answers = new Waiting<void>();
  let joining: PromiseWithResolvers<number[]> | undefined;
  let closed: (() => void) | undefined;
  socket.onText = (payload) => {
    if (startsWith(payload, message)) onMessages(payload);
    else if (startsWith(payload, answer)) answers.settle(idAt(payload, answer.length), undefined);
    else if (startsWith(payload, events)) onMessages(payload);
    else if (startsWith(payload, ack)) answers.settle(idAt(payload, ack.length), undefined);
    else readRare(payload);
  };
  const readRare = (payload: Buffer): void => {
    const frame = JSON.parse(payload.toString()) as { type: string; ref?: number };
    if (frame.type === "ping") socket.send('{"type":"pong"}');
    else if (frame.type === "subscribed") joining?.resolve(numbersIn(payload));
    else if (frame.type === "refused") {
      const refusal = new Error(payload.toString());
      if (frame.ref === undefined) joining?.reject(refusal);
      else answers.settle(frame.ref, refusal);
    } else if (frame.type === "bye") fail(payload.toString());
  };
  const fail = (reason: string): void => {
    answers.failAll(new Error(reason));
    joining?.reject(new Error(reason));
  };
  socket.onClose = () => {
    fail("closed");
    closed?.();
  };
  await socket.opened;
  return {
    join(room, after) {
      joining = Promise.withResolvers();
      const standing = { conversation_id: room, after };
      const subscriptions = [standing];
      const hello = { type: "hello", version: currentVersion, token, subscriptions, brief: true };
      socket.send(JSON.stringify(hello));
      return joining.promise;
    },
    send(room, text) {
      const { id: ref, answered } = answers.open();
      const client_id = randomUUID();
      socket.send(JSON.stringify({ type: "send", ref, conversation_id: room, client_id, text }));
      return answered;
    },
    onClose(listener) {
      closed = listener;
    },
    close: () => socket.close(),
  };
}

function startsWith(payload: Buffer, start: Buffer): boolean {
  return payload.length > start.length && payload.subarray(0, start.length).equals(start);
}
