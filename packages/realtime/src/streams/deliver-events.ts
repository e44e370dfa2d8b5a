import { EncodedFrame } from "../frames/encoded.ts";
import type { Connection } from "../connections/connection.ts";
import { eventsJson } from "./follow-conversation.ts";
import type { Stream, StreamEvent } from "./stream.ts";

/** A plain text on its way from a connection that understands brief frames. */
export class OwnSend {
  readonly connection: Connection;
  readonly ref: number;
  /** Whether the event was told as the answer, so that no `ack` has to follow. */
  answered = false;

  constructor(connection: Connection, ref: number) {
    this.connection = connection;
    this.ref = ref;
  }
}

/** One frame, the same bytes for every follower; a sender that knows the text is answered in its place. */
export function deliverEvents(stream: Stream, events: readonly StreamEvent[]): void {
  const frame = frameOf(stream, events);
  const senders = sendersOf(events);
  for (const connection of stream.followers) {
    if (senders?.has(connection) === true) tellSender(stream, events, connection);
    else connection.enqueue(frame);
  }
}

function frameOf(stream: Stream, events: readonly StreamEvent[]): EncodedFrame {
  return new EncodedFrame(() => eventsJson(stream.id, events), briefsOf(events));
}

/** Undefined unless all of them can be said in few bytes. */
function briefsOf(events: readonly StreamEvent[]): (() => string)[] | undefined {
  const briefs: (() => string)[] = [];
  for (const { brief } of events) {
    if (brief === undefined) return undefined;
    briefs.push(brief.frame);
  }
  return briefs;
}

function sendersOf(events: readonly StreamEvent[]): Set<Connection> | undefined {
  let senders: Set<Connection> | undefined;
  for (const { origin } of events) {
    if (origin instanceof OwnSend) senders = (senders ?? new Set()).add(origin.connection);
  }
  return senders;
}

function tellSender(stream: Stream, events: readonly StreamEvent[], connection: Connection): void {
  for (const event of events) {
    const { origin, brief } = event;
    const answer = brief?.answer;
    if (answer !== undefined && origin instanceof OwnSend && origin.connection === connection) {
      origin.answered = true;
      connection.enqueue(EncodedFrame.brief(() => answer(origin.ref)));
    } else connection.enqueue(frameOf(stream, [event]));
  }
}
