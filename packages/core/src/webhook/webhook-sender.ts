import { Gate } from "../access/gate.ts";
import type { Core } from "../core.ts";
import { startDueWork } from "../due-work.ts";
import { deliverNext } from "./deliver.ts";
import { nextDue, webhooksWithDue } from "./due-deliveries.ts";

/** Requests of this process at once, to all addresses together. */
const atOnce = 64;
/** To one address: whoever is slow waits for themselves alone. */
const perWebhook = 4;
/** To one that did not take what was sent last: it would only keep places from others. */
const perFailing = 1;

export type WebhookSender = {
  /** No new request; breaks off those under way, which are tried again. Call it before `core.close()`. */
  stop(): Promise<void>;
};

/**
 * Sends what the reaction to the journal has noted for webhooks: at once, when a retry is due, and what was left from
 * before. Every webhook has a lane of its own. Does nothing where this process has no means to.
 */
export function startWebhookSender(core: Core): WebhookSender {
  const { means } = core.webhooks;
  if (means === undefined) return { stop: async () => {} };
  const gate = new Gate(atOnce, Number.POSITIVE_INFINITY, () => new Error("never refused"));
  const abort = new AbortController();
  const { signal } = abort;
  /** How many requests to each webhook are under way here, and may be. */
  const lanes = new Map<string, { running: number; most: number }>();
  const drivers = new Set<Promise<void>>();

  const goesOn = (organizationId: string): boolean =>
    !signal.aborted && !core.suspensions.has(organizationId);
  const drive = async (organizationId: string, webhookId: string): Promise<void> => {
    const next = () =>
      goesOn(organizationId) && deliverNext(core, means, organizationId, webhookId, signal);
    try {
      while (await gate.run(async () => next()));
    } catch (error) {
      // What it had taken is due again once its lease has run out.
      if (!signal.aborted) core.log.warn({ err: error }, sentence);
    }
  };
  /** One more beside those that are under way; they end where nothing is due. */
  const start = (organizationId: string, id: string, lane: { running: number }): void => {
    lane.running += 1;
    const driver = drive(organizationId, id).finally(() => {
      drivers.delete(driver);
      lane.running -= 1;
      if (lane.running === 0) lanes.delete(id);
      // What came meanwhile, and when there is more to do.
      work.wake(organizationId);
    });
    drivers.add(driver);
  };

  const work = startDueWork(core, {
    listen: (wake) => core.webhooks.listen(wake),
    some: async (organizationId) => {
      for (const { id, failing } of await webhooksWithDue(core, organizationId)) {
        if (!goesOn(organizationId)) break;
        const lane = lanes.get(id) ?? { running: 0, most: 0 };
        lane.most = failing ? perFailing : perWebhook;
        lanes.set(id, lane);
        while (lane.running < lane.most) start(organizationId, id, lane);
      }
      // They run beside: nobody waits for one that is slow.
      return false;
    },
    nextDue: (id) => nextDue(core, id, fullLanes(lanes)),
    sentence,
  });
  return {
    async stop() {
      abort.abort();
      await work.stop();
      await Promise.all(drivers);
    },
  };
}

/** Webhooks that as much is being sent to as may be: who sends it sees what is due there. */
const fullLanes = (lanes: ReadonlyMap<string, { running: number; most: number }>): string[] =>
  [...lanes].flatMap(([id, { running, most }]) => (running >= most ? [id] : []));

const sentence = "Webhooks could not be told; it is tried again.";
