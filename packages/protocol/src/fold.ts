import type { ConversationState, DatedReceipt } from "./conversation.ts";
import type { ConversationEvent } from "./events/index.ts";
import { withAnswer, withoutMessage, withStepMessage } from "./fold-guidance.ts";
import { foldMessages } from "./fold-message.ts";
import { deviceLimits } from "./device-limits.ts";
import type { Message } from "./message.ts";
import type { Person } from "./person.ts";
import { isUnread } from "./unread.ts";

/** The event does not follow the state: something between them is missing (or was pruned). */
export class FoldGap extends Error {
  constructor(seq: number, event: number) {
    super(`the state is at ${seq}, the event at ${event}`);
    this.name = "FoldGap";
  }
}

/**
 * P4: `old snapshot + events = fresh snapshot`. The only place where an event changes what a person
 * sees; the server tests it against fresh snapshots, the SDK runs it on every device.
 * Events already included are passed over, so a duplicate changes nothing; a hole throws FoldGap.
 */
export function fold(
  state: ConversationState,
  events: readonly ConversationEvent[],
): ConversationState {
  let next = state;
  for (const event of events) {
    if (event.seq <= next.seq) continue;
    if (event.seq !== next.seq + 1) throw new FoldGap(next.seq, event.seq);
    // One copy for the whole run of events; what each step touches is copied by the step.
    if (next === state) next = { ...state };
    apply(next, event, state);
    next.seq = event.seq;
  }
  return next;
}

function apply(next: ConversationState, event: ConversationEvent, old: ConversationState): void {
  switch (event.type) {
    case "message.sent": {
      if (next.messages === old.messages) next.messages = old.messages.slice();
      const { quick_answer: _, mentions: __, ...sent } = event.data;
      const message: Message = {
        ...sent,
        reply_to: event.data.reply_to ?? null,
        edited_at: null,
        deleted_at: null,
        reactions: {},
        seq: event.seq,
        sender_id: event.actor_id,
        created_at: event.at,
      };
      next.messages.push(message);
      next.last_number = message.number;
      next.guidance = withStepMessage(next.guidance, event);
      // Whoever writes has seen what stands above: their own message never counts as unread. For a
      // viewer who takes no part nothing is unread.
      if (event.actor_id !== next.viewer_id && next.receipts[next.viewer_id] !== undefined) {
        next.unread = Math.min(deviceLimits.countedUnread, next.unread + 1);
      }
      return;
    }
    case "message.deleted":
      next.guidance = withoutMessage(next.guidance, event.data.number);
      next.messages = foldMessages(next.messages, event);
      return;
    case "message.edited":
    case "message.previewed":
    case "reaction.set":
      next.messages = foldMessages(next.messages, event);
      return;
    case "receipt.advanced": {
      const { user_id, delivered, read } = event.data;
      const before = next.receipts[user_id];
      // In a room of very many, only those who are listed have their receipt in the state.
      if (before === undefined) return;
      const reached = Math.max(before.delivered, delivered, read);
      const after = {
        delivered: reached,
        read: Math.max(before.read, read),
        delivered_at: reached > before.delivered ? event.at : before.delivered_at,
        read_at: read > before.read ? event.at : before.read_at,
      };
      next.receipts = { ...next.receipts, [user_id]: after };
      // Reading never adds to what is unread.
      if (user_id === next.viewer_id) {
        next.unread = Math.min(next.unread, unreadAfter(next, after.read));
      }
      return;
    }
    case "participant.joined": {
      const { person, receipt = nothingYet } = event.data;
      if (next.participants.some((known) => known.id === person.id)) return;
      next.participant_count += 1;
      next.former = next.former.filter(({ id }) => id !== person.id);
      const isViewer = person.id === next.viewer_id;
      const listed = next.participants.length < deviceLimits.snapshotParticipants;
      if (!isViewer && !listed) return;
      // The viewer is always listed, first.
      next.participants = isViewer
        ? [person, ...next.participants.slice(0, deviceLimits.snapshotParticipants - 1)]
        : [...next.participants, person];
      next.receipts = receiptsOf(next.participants, { ...next.receipts, [person.id]: receipt });
      if (isViewer) next.unread = unreadAfter(next, receipt.read);
      return;
    }
    case "participant.left": {
      const { person } = event.data;
      next.participant_count -= 1;
      // In a room of very many, whoever would be listed in their place is so from the next snapshot on.
      next.participants = next.participants.filter(({ id }) => id !== person.id);
      next.former = [...next.former.filter(({ id }) => id !== person.id), person];
      next.receipts = receiptsOf(next.participants, next.receipts);
      if (person.id === next.viewer_id) next.unread = 0;
      return;
    }
    case "position.started": {
      next.shares = [...next.shares, event.data.share];
      return;
    }
    case "position.ended": {
      next.shares = next.shares.filter((share) => share.id !== event.data.share_id);
      return;
    }
    case "guidance.started": {
      next.guidance = { ...event.data.session, steps: [] };
      return;
    }
    case "guidance.answered": {
      next.guidance = withAnswer(next.guidance, event.data.step);
      next.messages = foldMessages(next.messages, event);
      return;
    }
    case "guidance.ended": {
      next.guidance = null;
      next.messages = foldMessages(next.messages, event);
      return;
    }
    case "case.changed": {
      // A conversation that several cases share tells of all of them, and shows its own.
      const { case: changed } = event.data;
      if (changed.id === next.case.id && changed.revision >= next.case.revision)
        next.case = changed;
      return;
    }
  }
}

/**
 * Messages of others after `read`. What is older than the window at hand cannot be told apart and
 * counts as others': the window holds the newest messages, so that is rare and errs on the safe side.
 */
function unreadAfter(state: ConversationState, read: number): number {
  const first = state.messages[0]?.number ?? state.last_number + 1;
  let unread = Math.max(0, first - 1 - read);
  for (const message of state.messages) {
    if (isUnread(message, state.viewer_id, read)) unread += 1;
  }
  return Math.min(deviceLimits.countedUnread, unread);
}

const nothingYet: DatedReceipt = { delivered: 0, read: 0, delivered_at: null, read_at: null };

function receiptsOf(
  people: readonly Person[],
  known: Readonly<Record<string, DatedReceipt>>,
): Record<string, DatedReceipt> {
  return Object.fromEntries(people.map(({ id }) => [id, known[id] ?? nothingYet]));
}
