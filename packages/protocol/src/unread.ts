type Counted = { readonly number: number | null; readonly sender_id: string | null };

/**
 * The one rule for what waits to be read: a message after `read` that somebody else wrote or caused, the machine's
 * included, because « Moussa est en route » is news. What one caused oneself is not. The badge, the line in the
 * conversation and the counters of the server agree on it.
 */
export function isUnread(message: Counted, viewerId: string | null, read: number): boolean {
  if (message.number === null || message.number <= read) return false;
  return message.sender_id === null || message.sender_id !== viewerId;
}
