/**
 * The bounds that every device acts by. Part of `limits`; apart, because the rest is of no use where bytes are dear.
 */
export const deviceLimits = {
  /** Characters of a message, counted as people count: grapheme clusters. (told) */
  textCharacters: 4_000,
  /** UTF-8 bytes of a message: a few characters may be built of very many code points. */
  textBytes: 32_768,
  /** Characters of a message that an answer quotes. */
  quotedCharacters: 140,
  /** Messages of one history page, and of the window in a fresh snapshot. */
  pageMessages: 50,
  /** Unread messages are counted up to here; nobody reads a larger number. */
  countedUnread: 1_000,
  /** Participants listed in a snapshot; the count is always exact. */
  snapshotParticipants: 100,
  /** Rooms with more participants than this have neither presence nor typing, and receipts together, of reading only. */
  intimateParticipants: 50,
  /** Conversations one connection may follow at once. */
  subscriptions: 500,
  /** Seconds without renewal after which « is typing » expires by itself. (told) */
  typingSeconds: 6,
  /** Files whose addresses one call gives. */
  fileAddresses: 50,
  /** Milliseconds between two positions of one share. */
  positionMilliseconds: 2_000,
} as const;
