import type { Core } from "../core.ts";
import { type DueDelivery, forgetDevice, postpone, settle, takeDue } from "./due-deliveries.ts";
import type { PushAnswer, PushMeans, PushNotice, PushTarget } from "./means.ts";
import { pushWords } from "./words.ts";

/** Whether somebody looks at a conversation, or has anything of ours open: asked before their devices are called. */
export type Attention = {
  isLooking(memberId: string, conversationId: string): boolean;
  isReachable(memberId: string): boolean;
};

/** What is not told by then is no news any more. */
export const pushTtlSeconds = 3 * 86_400;
/** Whoever is connected has this long to read it before their devices are called. */
const graceMs = 4_000;
/** Requests at once: a service that is slow holds up a few. */
const atOnce = 8;
const firstPauseMs = 15_000;
const longestPauseMs = 3_600_000;
/** With pauses that grow fourfold to an hour: about four hours. */
const mostAttempts = 8;

/** Nobody is reminded of an hour that is over. */
function newsUntil({ type, detail, happened_at }: DueDelivery): number {
  const until = happened_at.getTime() + pushTtlSeconds * 1_000;
  return type === "reminder" ? Math.min(until, Date.parse(detail ?? "")) : until;
}

/** Sends what is due in an organization. True when something was: more may be. */
export async function sendDue(
  core: Core,
  means: PushMeans,
  organizationId: string,
  attention: Attention,
  signal: AbortSignal,
): Promise<boolean> {
  const taken = await takeDue(core, organizationId);
  const waiting = [...taken];
  const work = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      await sendOne(core, means, organizationId, one, attention, signal);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return taken.length > 0;
}

async function sendOne(
  core: Core,
  means: PushMeans,
  organizationId: string,
  delivery: DueDelivery,
  attention: Attention,
  signal: AbortSignal,
): Promise<void> {
  const { member_id, conversation_id, happened_at, attempts } = delivery;
  const now = core.now().getTime();
  const age = now - happened_at.getTime();
  const left = newsUntil(delivery) - now;
  const shown = pushWords(delivery, (name) => core.kinds.get(name));
  // A reminder does not stand in the conversation that they look at.
  const seen =
    delivery.type !== "reminder" &&
    conversation_id !== null &&
    attention.isLooking(member_id, conversation_id);
  if (delivery.settled || seen || shown === undefined || left <= 0) {
    return settle(core, organizationId, delivery, false);
  }
  if (age < graceMs && attention.isReachable(member_id)) {
    const until = new Date(happened_at.getTime() + graceMs);
    return postpone(core, organizationId, delivery, until, false);
  }
  const answer = await core.pushes.send(
    means,
    targetOf(core, delivery),
    noticeOf(core, delivery, shown),
    {
      ttl: Math.min(pushTtlSeconds, Math.ceil(left / 1_000)),
      urgency: delivery.type === "rating" ? "normal" : "high",
      topic: opaque(core, delivery.topic),
    },
    signal,
  );
  if (answer.outcome === "gone") {
    return forgetDevice(core, organizationId, delivery.subscription_id);
  }
  if (answer.outcome === "later" && attempts < mostAttempts) {
    const until = new Date(core.now().getTime() + pauseAfter(attempts, answer));
    return postpone(core, organizationId, delivery, until, true);
  }
  if (answer.outcome === "refused") {
    core.log.warn({ why: answer.why }, "A push service refused a notification for good.");
  }
  return settle(core, organizationId, delivery, answer.outcome === "sent");
}

/** Longer each time, and as long as the service asks. */
function pauseAfter(
  attempts: number,
  { afterMs }: Extract<PushAnswer, { outcome: "later" }>,
): number {
  const grown = firstPauseMs * 4 ** (attempts - 1);
  return Math.min(longestPauseMs, Math.max(grown, afterMs ?? 0));
}

function noticeOf(
  core: Core,
  delivery: DueDelivery,
  shown: Pick<PushNotice, "title" | "body">,
): PushNotice {
  const { type, language, topic, conversation_id, case_id, guest, unread, happened_at } = delivery;
  return {
    type,
    ...shown,
    lang: language,
    tag: opaque(core, topic),
    conversation_id,
    case_id,
    guest,
    unread,
    at: happened_at.toISOString(),
  };
}

/** Push services see topics: it is the same for the same thing, and says not what it is. */
const opaque = (core: Core, topic: string): string => core.vault.nameOf(topic).slice(0, 32);

export function targetOf(
  core: Core,
  { endpoint, sealed }: Pick<DueDelivery, "endpoint" | "sealed">,
): PushTarget {
  const { keys } = core.vault.open(sealed) as { keys: Partial<PushTarget["keys"]> | null };
  return { endpoint, keys: { p256dh: keys?.p256dh ?? "", auth: keys?.auth ?? "" } };
}
