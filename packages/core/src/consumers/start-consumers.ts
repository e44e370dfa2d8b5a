import { assignment } from "../assignment/assignment-consumer.ts";
import type { Core } from "../core.ts";
import { deskActivity } from "../desk/desk-activity.ts";
import { guidanceRecord } from "../guidance/guidance-record.ts";
import type { JournalEntry } from "../journal/entry.ts";
import { notificationCounter } from "../notification/counter-consumer.ts";
import { mentionNotifier } from "../notification/mention-notifier.ts";
import { ownNotifier } from "../notification/own-notifier.ts";
import { pushQueue } from "../push/push-consumer.ts";
import { searchIndex } from "../search/search-index.ts";
import { sharedItems } from "../shared/shared-items.ts";
import { webhookQueue } from "../webhook/webhook-consumer.ts";
import { Busyness } from "./busyness.ts";
import type { Consumer } from "./consumer.ts";
import { ConsumerRunner } from "./runner.ts";

/** Every reaction to the journal. */
export const allConsumers: readonly Consumer[] = [
  notificationCounter,
  mentionNotifier,
  ownNotifier,
  pushQueue,
  webhookQueue,
  searchIndex,
  sharedItems,
  deskActivity,
  assignment,
  guidanceRecord,
];

export type RunningConsumers = {
  /** No new run; resolves when those under way have ended. Call it before `core.close()`. */
  stop(): Promise<void>;
};

/**
 * Starts the reactions: to what was committed while nobody reacted, once `firstLook` is there; to what is
 * committed here; and from time to time to what other processes committed without a word.
 */
export function startConsumers(
  core: Core,
  consumers: readonly Consumer[] = allConsumers,
  firstLook: Promise<void> = Promise.resolve(),
): RunningConsumers {
  const busyness = new Busyness();
  const runners = consumers.map((consumer) => new ConsumerRunner(core, consumer, busyness));
  const searched = runners.filter((runner) => runner.searched);
  void lookAfter(firstLook, runners);
  const stopListening = [
    core.journal.feed.listen((entries) => {
      for (const [id, news] of byOrganization(entries)) {
        for (const runner of runners) runner.hear(id, news);
      }
    }),
    core.counters.onFollowed((id) => {
      for (const runner of runners) runner.hurry(id);
    }),
    core.searches.onAsked((id) => Promise.all(searched.map((runner) => runner.catchUp(id)))),
    // Whoever goes on again finds what was left when they were suspended.
    core.suspensions.listen(() => {
      for (const runner of runners) runner.sweepWithin();
    }),
    core.journal.feed.listenToWakes(() => {
      for (const runner of runners) runner.sweepWithin();
    }),
  ];
  return {
    async stop() {
      for (const stop of stopListening) stop();
      await Promise.all(runners.map((runner) => runner.stop()));
    },
  };
}

async function lookAfter(firstLook: Promise<void>, runners: readonly ConsumerRunner[]) {
  await firstLook;
  for (const runner of runners) runner.sweepWithin(0);
}

function byOrganization(
  entries: readonly JournalEntry[],
): Iterable<readonly [string, readonly JournalEntry[]]> {
  const [first] = entries;
  if (first === undefined) return [];
  const { organization_id } = first;
  if (entries.every((entry) => entry.organization_id === organization_id)) {
    return [[organization_id, entries]];
  }
  return Map.groupBy(entries, (entry) => entry.organization_id);
}
