import type { BriefFrame, DownFrame, DownFrames, Sent, UpFrame } from "@relais/protocol";
import type { Person } from "../people.ts";
import type { Ledger } from "./ledger.ts";

type Following = {
  /** Positions that were told in requests which are not answered yet; undefined: a snapshot. */
  asked: (number | undefined)[];
  /** Where the client stands; undefined before the first answer. */
  position: number | undefined;
};

/**
 * Reads along on one link of one client: after it said where it stands in a conversation, each position
 * must come exactly once and in order; and what was acknowledged is noted.
 */
export class WireWatch {
  readonly #name: string;
  readonly #ledger: Ledger;
  readonly #followed = new Map<string, Following>();
  readonly #sends = new Map<number, { clientId: string; conversationId: string }>();

  readonly #user: Person;

  constructor(name: string, user: Person, ledger: Ledger) {
    this.#name = name;
    this.#user = user;
    this.#ledger = ledger;
  }

  up(frame: UpFrame): void {
    switch (frame.type) {
      case "hello":
        for (const { conversation_id, after } of frame.subscriptions ?? []) {
          this.#following(conversation_id).asked.push(after);
        }
        return;
      case "subscribe":
        this.#following(frame.conversation_id).asked.push(frame.after);
        return;
      case "unsubscribe":
        // What was on its way may still come, and is not listened to.
        this.#following(frame.conversation_id).position = undefined;
        return;
      case "send": {
        const { ref, type: _, ...said } = frame;
        this.#sends.set(ref, { clientId: said.client_id, conversationId: said.conversation_id });
        this.#ledger.sends.push({ ...said, by: this.#user });
      }
    }
  }

  down(frame: DownFrame | BriefFrame): void {
    if (Array.isArray(frame)) return this.#brief(frame);
    switch (frame.type) {
      case "subscribed":
        return this.#subscribed(frame);
      case "refused":
        if (frame.code === "journal_changed") this.#fault("told that the journal is another one");
        if (frame.conversation_id !== undefined) {
          const following = this.#following(frame.conversation_id);
          following.asked.shift();
          // Whoever takes part no more is told so, and then nothing.
          if (frame.code === "forbidden") following.position = undefined;
        }
        return;
      case "events":
        for (const { seq } of frame.events) this.#live(frame.conversation_id, seq);
        return;
      case "ack":
        if (frame.sent !== undefined) this.#acknowledge(frame.ref, frame.sent);
    }
  }

  #brief(frame: BriefFrame): void {
    switch (frame[0]) {
      case "m":
      case "r":
        return this.#live(idOf(frame[1]), frame[2]);
      case "s": {
        const [, ref, seq, at, id, number] = frame;
        const { conversationId } = this.#sends.get(ref) ?? {};
        if (conversationId !== undefined) this.#live(conversationId, seq);
        const created_at = new Date(at).toISOString();
        this.#acknowledge(ref, { id: idOf(id), number, seq, created_at });
      }
    }
  }

  #live(conversationId: string, seq: number): void {
    const following = this.#following(conversationId);
    // Not followed (any more), or the answer that says where to begin is still to come.
    if (following.asked.length > 0 || following.position === undefined) return;
    this.#step(conversationId, following, seq);
  }

  #subscribed({ conversation_id, events, seq, snapshot }: DownFrames["subscribed"]): void {
    const following = this.#following(conversation_id);
    if (following.asked.length === 0) return this.#fault(`${conversation_id}: answered unasked`);
    following.position = snapshot?.seq ?? following.asked[0];
    following.asked.shift();
    for (const event of events ?? []) this.#step(conversation_id, following, event.seq);
    if (following.position !== seq) {
      this.#fault(`${conversation_id}: brought to ${following.position}, told ${seq}`);
    }
  }

  #step(conversationId: string, following: Following, seq: number): void {
    const { position = 0 } = following;
    if (seq !== position + 1) this.#fault(`${conversationId}: ${seq} came after ${position}`);
    following.position = Math.max(position, seq);
  }

  #following(conversationId: string): Following {
    let following = this.#followed.get(conversationId);
    if (following === undefined) {
      following = { asked: [], position: undefined };
      this.#followed.set(conversationId, following);
    }
    return following;
  }

  #acknowledge(ref: number, sent: Sent): void {
    const { clientId } = this.#sends.get(ref) ?? {};
    if (clientId === undefined) this.#fault(`an acknowledgement of ${ref}, which was not sent`);
    else this.#ledger.acknowledge(clientId, sent);
  }

  #fault(what: string): void {
    this.#ledger.fault(`${this.#name}: ${what}`);
  }
}

/** The id whose bytes these are. */
function idOf(short: string): string {
  const hex = Buffer.from(short, "base64url").toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
