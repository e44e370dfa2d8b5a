import type { Core } from "@relais/core";
import { limits } from "@relais/protocol";
import type { StreamEvent, StreamSource } from "./stream.ts";

/** What is written by us and by nobody else: within a text the quotes would not stand alone. */
const marked = '"type":"receipt.advanced"';

/**
 * In a room of many everybody reads each message, and each of them would be told of each other: a thousand frames for
 * every one of a thousand people. There receipts wait for one another; a message takes them along.
 */
export function receiptsTogether({ rosters }: Core): NonNullable<StreamSource["patience"]> {
  return (stream, events) => {
    if (!events.every(isReceipt)) return 0;
    const people = rosters.peek(stream.organizationId, stream.id)?.members.size ?? 0;
    return people > limits.intimateParticipants ? limits.receiptsTogetherMilliseconds : 0;
  };
}

/** Events of another server are read from the journal, and come without their brief form. */
function isReceipt({ brief, json }: StreamEvent): boolean {
  return brief === undefined ? json.includes(marked) : brief.of === "receipt";
}
