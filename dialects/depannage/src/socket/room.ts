import { ConversationRoom } from "@relais/dialect";
import type { ConversationEvent, ConversationState, DownFrame, Message } from "@relais/protocol";
import { toMessage } from "../to-wire/message.ts";

/** The words of this API for what happens in one conversation. */
export class Room extends ConversationRoom {
  protected override told(message: Message): object {
    return { type: "message", message: toMessage(message, this.surroundings()) };
  }

  protected override passing(frame: DownFrame): object[] {
    if (frame.type !== "position") return [];
    const { user_id, fix, arrival } = frame;
    return [
      {
        type: "location",
        user_id,
        latitude: fix.latitude,
        longitude: fix.longitude,
        distance_m: arrival?.distance_m ?? null,
        // The middle of the range: this API has room for one number.
        eta_s: arrival === null ? null : Math.round((arrival.from_s + arrival.to_s) / 2),
        updated_at: fix.at,
      },
    ];
  }

  protected override heard(
    event: ConversationEvent,
    before: ConversationState,
    isNews: boolean,
  ): object[] {
    switch (event.type) {
      case "message.sent":
        return this.framesOf(event.data.number);
      case "receipt.advanced":
        return readNow(before, isNews, event.data, event.at);
      case "case.changed": {
        const { from, to } = event.data.change;
        return from === to ? [] : [{ type: "status", status: to }];
      }
      default:
        return [];
    }
  }
}

/** The messages of others that somebody has just read, among those at hand. */
function readNow(
  before: ConversationState,
  isNews: boolean,
  { user_id, read }: { user_id: string; read: number },
  read_at: string,
): object[] {
  // Where how far they were before is not known any more, those at hand are named again: it changes nothing.
  const already = isNews ? (before.receipts[user_id]?.read ?? 0) : 0;
  const message_ids = before.messages
    .filter(({ number, sender_id, kind }) => {
      const fresh = number > already && number <= read;
      return fresh && sender_id !== user_id && kind !== "system";
    })
    .map(({ id }) => id);
  return message_ids.length === 0 ? [] : [{ type: "read", user_id, message_ids, read_at }];
}
