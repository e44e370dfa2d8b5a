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

/** How many requests to one webhook are under way here, and may be. */
type Lane = { running: number; most: number };

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
  const lanes = new Map<string, Lane>();
  const drivers = new Set<Promise<void>>();

  const goesOn = (organizationId: string): boolean =>
    !signal.aborted && !core.suspensions.has(organizationId);
  const next = async (organizationId: string, webhookId: string, lane: Lane): Promise<boolean> => {
    if (!goesOn(organizationId)) return false;
    const came = await deliverNext(core, means, organizationId, webhookId, signal);
    if (came === "failed") lane.most = perFailing;
    if (came === "taken" && lane.most !== perWebhook) {
      lane.most = perWebhook;
      work.wake(organizationId);
    }
    return came !== "nothing";
  };
  const drive = async (organizationId: string, webhookId: string, lane: Lane): Promise<void> => {
    try {
      // Of those that are too many once it fails, each leaves before the next one counts.
      while (
        lane.running <= lane.most &&
        (await gate.run(() => next(organizationId, webhookId, lane)))
      );
    } catch (error) {
      // What it had taken is due again once its lease has run out.
      if (!signal.aborted) core.log.warn({ err: error }, sentence);
    } finally {
      lane.running -= 1;
      if (lane.running === 0) lanes.delete(webhookId);
    }
    // What came meanwhile, and when there is more to do.
    work.wake(organizationId);
  };
  /** One more beside those that are under way; they end where nothing is due. */
  const start = (organizationId: string, id: string, lane: Lane): void => {
    lane.running += 1;
    const driver = drive(organizationId, id, lane).finally(() => drivers.delete(driver));
    drivers.add(driver);
  };

  const work = startDueWork(core, {
    listen: (wake) => core.webhooks.listen(wake),
    some: async (organizationId) => {
      for (const { id, failing } of await webhooksWithDue(core, organizationId)) {
        if (!goesOn(organizationId)) break;
        const lane = lanes.get(id) ?? { running: 0, most: failing ? perFailing : perWebhook };
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
const fullLanes = (lanes: ReadonlyMap<string, Lane>): string[] =>
  [...lanes].flatMap(([id, { running, most }]) => (running >= most ? [id] : []));

const sentence = "Webhooks could not be told; it is tried again.";
