import type { BriefFrame, ConversationEvent, DownFrame, UpFrame, UpFrames } from "@relais/protocol";

/** Puts brief frames back into the frames that they stand for (docs/protocol, 22). One a connection. */
export class BriefReader {
  /** What this connection sent and was not answered yet: the answer does not repeat it. */
  readonly #sends = new Map<number, UpFrames["send"]>();
  #viewerId = "";

  sent(frame: UpFrame): void {
    if (frame.type === "send") this.#sends.set(frame.ref, frame);
  }

  /** The frames that a text from the server says, in order; null when it is none. Unknown types pass. */
  read(data: unknown): readonly DownFrame[] | null {
    if (typeof data !== "string") return null;
    try {
      const value: unknown = JSON.parse(data);
      if (Array.isArray(value)) return this.#expand(value as BriefFrame);
      if (typeof value !== "object" || value === null || !("type" in value)) return null;
      return [this.#note(value as DownFrame)];
    } catch {
      return null;
    }
  }

  #note(frame: DownFrame): DownFrame {
    if (frame.type === "welcome") this.#viewerId = frame.user.id;
    if ("ref" in frame && frame.ref !== undefined) this.#sends.delete(frame.ref);
    return frame;
  }

  #expand(brief: BriefFrame): readonly DownFrame[] | null {
    switch (brief[0]) {
      case "m": {
        const [, conversation, seq, sender, at, id, number, text, clientId] = brief;
        const message = { id: longId(id), number, text, client_id: clientId };
        return [eventsOf(longId(conversation), sentOf(seq, longId(sender), at, message))];
      }
      case "r": {
        const [, conversation, seq, user, at, delivered, read] = brief;
        const user_id = longId(user);
        const event = { seq, at: instantOf(at), actor_id: user_id } as const;
        const data = { user_id, delivered, read };
        return [eventsOf(longId(conversation), { ...event, type: "receipt.advanced", data })];
      }
      case "s": {
        const [, ref, seq, at, shortened, number] = brief;
        const send = this.#sends.get(ref);
        // An answer to what was never asked.
        if (send === undefined) return null;
        this.#sends.delete(ref);
        const id = longId(shortened);
        const { text, client_id } = send;
        return [
          eventsOf(
            send.conversation_id,
            sentOf(seq, this.#viewerId, at, { id, number, text, client_id }),
          ),
          { type: "ack", ref, sent: { id, number, seq, created_at: instantOf(at) } },
        ];
      }
      case "t": {
        const [, conversation, user, activity] = brief;
        const conversation_id = longId(conversation);
        const typing = { conversation_id, user_id: longId(user), active: activity > 0 };
        return [{ type: "typing", ...typing, ...(activity === 2 && { recording: true }) }];
      }
      case "c": {
        const [, conversation, unread, number, sender, at, text] = brief;
        const told = { number, sender_id: longId(sender), text, created_at: instantOf(at) };
        const preview = { ...told, deleted: false, system: null };
        const conversation_id = longId(conversation);
        const counter = { conversation_id, unread, last_number: number, preview };
        return [{ type: "counters", complete: false, counters: [counter] }];
      }
      case "d":
        return [{ type: "cases", revision: brief[1], complete: false, changed: [], removed: [] }];
      case "n":
        return [{ type: "notified", notification: null, unread: brief[1] }];
      default:
        return [];
    }
  }
}

type PlainText = { id: string; number: number; text: string; client_id: string | null };

function sentOf(
  seq: number,
  actor_id: string,
  at: number,
  { id, number, text, client_id }: PlainText,
): ConversationEvent {
  const data = { id, number, kind: "text", text, system: null, client_id } as const;
  return { seq, at: instantOf(at), actor_id, type: "message.sent", data };
}

function eventsOf(conversation_id: string, event: ConversationEvent): DownFrame {
  return { type: "events", conversation_id, events: [event] };
}

function instantOf(at: number): string {
  return new Date(at).toISOString();
}

/** The id whose bytes these are in base64url. */
function longId(short: string): string {
  const bytes = atob(short.replaceAll("-", "+").replaceAll("_", "/"));
  const hex = Array.from(bytes, (byte) => byte.charCodeAt(0).toString(16).padStart(2, "0")).join(
    "",
  );
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
