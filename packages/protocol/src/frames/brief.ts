import { z } from "zod";
import { clientId, position, ref } from "../ids.ts";

/** An id in 22 characters: its 16 bytes in base64url (RFC 4648 §5), without padding. */
const shortId = z.string().regex(/^[A-Za-z0-9_-]{22}$/);
/** An instant in milliseconds since 1970. */
const milliseconds = z.int().min(0);

/** `events` with one `message.sent` of plain text: conversation, seq, sender, at, id, number, text, client_id. */
const briefMessage = z.tuple([
  z.literal("m"),
  shortId,
  position,
  shortId,
  milliseconds,
  shortId,
  position,
  z.string(),
  z.nullable(clientId),
]);

/** `events` with one `receipt.advanced`: conversation, seq, user, at, delivered, read. */
const briefReceipt = z.tuple([
  z.literal("r"),
  shortId,
  position,
  shortId,
  milliseconds,
  position,
  position,
]);

/** To the connection that sent it, `ack` and event of a plain text in one: ref, seq, at, id, number. */
const briefSent = z.tuple([z.literal("s"), ref, position, milliseconds, shortId, position]);

/** `typing`: conversation, user, and 0 for no longer, 1 for words, 2 for a voice note. */
const briefTyping = z.tuple([z.literal("t"), shortId, shortId, z.literal([0, 1, 2])]);

/** `counters` of one conversation whose newest message is a text: conversation, unread, number, sender, at, text. */
const briefCounter = z.tuple([
  z.literal("c"),
  shortId,
  z.int().min(0),
  position,
  shortId,
  milliseconds,
  z.string(),
]);

/** `cases` that only say that something happened at the desk: revision. */
const briefStir = z.tuple([z.literal("d"), position]);

/** `notified` that only says how many notifications are unseen. */
const briefUnseen = z.tuple([z.literal("n"), z.int().min(0)]);

/**
 * Frames in few bytes, for connections that asked for them in `hello`: what a conversation between people
 * consists of, in full it would be told in two or three times as many (docs/protocol, 22).
 */
export const briefFrame = z.union([
  briefMessage,
  briefReceipt,
  briefSent,
  briefTyping,
  briefCounter,
  briefStir,
  briefUnseen,
]);
export type BriefFrame = z.infer<typeof briefFrame>;
