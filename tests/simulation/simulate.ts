import { checkInvariants } from "./check/invariants.ts";
import { unrest } from "./check/converged.ts";
import { richTroubles, troubles } from "./chaos/troubles.ts";
import { Random } from "./random.ts";
import { Stage } from "./stage.ts";
import { pause } from "./waiting.ts";

export type SimulationOptions = {
  seed: number;
  seconds: number;
  clients: number;
  /** Also with files, voice notes and guidance: false where not said. */
  rich?: boolean;
  /** Told what happens, a line at a time. */
  tell?: (line: string) => void;
};

export type SimulationResult = {
  /** Broken promises; none is what we want. */
  faults: string[];
  /** What the server logged as errors: it may be right to, under such treatment. */
  complaints: string[];
  counts: Record<string, number>;
};

/** Time passes so much faster for clients: heartbeats of 25 s and pauses fit a short run. */
const speed = 5;
/** Until everything has come to rest: half-open connections must be noticed meanwhile. */
const restSeconds = 90;

/** Plays one run, and looks whether every promise was kept. */
export async function simulate(options: SimulationOptions): Promise<SimulationResult> {
  const random = new Random(options.seed);
  const stage = await Stage.set(random.fork(), {
    clients: options.clients,
    speed,
    rich: options.rich ?? false,
  });
  try {
    const counts = await play(stage, random, options);
    await rest(stage, options);
    const seen = stage.ledger.faults.length === 0 ? await checkInvariants(stage) : {};
    const { ledger, server } = stage;
    Object.assign(counts, seen, {
      written: ledger.written.size,
      acknowledged: ledger.acknowledged.size,
      failed: ledger.failed.size,
      sends: ledger.sends.length,
    });
    return { faults: ledger.faults, complaints: server.complaints, counts };
  } finally {
    await stage.clear();
  }
}

/** People write while the network and the server are treated badly. */
async function play(
  stage: Stage,
  random: Random,
  { seconds, tell, rich = false }: SimulationOptions,
): Promise<Record<string, number>> {
  const end = performance.now() + seconds * 1_000;
  const isOver = () => performance.now() > end;
  const counts: Record<string, number> = {};
  const count = (what: string) => {
    const kind = what.replace(/[\d/-].*$/, "").trim();
    counts[kind] = (counts[kind] ?? 0) + 1;
    tell?.(what);
  };
  stage.proxy.trouble();
  const late: Promise<unknown>[] = [];
  await Promise.all([
    people(stage, random.fork(), isOver),
    restarts(stage, random.fork(), isOver, seconds, count),
    (async () => {
      const own = random.fork();
      while (!isOver()) {
        await pause(own.between(60, 600));
        const trouble = own.weighted(rich ? richTroubles : troubles);
        late.push(Promise.resolve(trouble(stage, own.fork())).then(count));
      }
    })(),
  ]);
  await Promise.all(late);
  return counts;
}

async function people(stage: Stage, random: Random, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await pause(random.between(10, 120));
    const device = random.pick(stage.devices);
    const talks = stage.talksOf(device.options.person);
    if (device.tabs.length > 0 && talks.length > 0) random.pick(device.tabs).act(talks);
  }
}

/** The server is killed and drained in turn, and comes back with the same data. */
async function restarts(
  { server }: Stage,
  random: Random,
  isOver: () => boolean,
  seconds: number,
  count: (what: string) => void,
): Promise<void> {
  let kills = random.chance(0.5);
  // Two in a short run, one every ten seconds in a long one.
  const most = Math.min(10, seconds / 3);
  for (;;) {
    const until = performance.now() + random.between(most * 400, most * 1_000);
    while (performance.now() < until) {
      if (isOver()) return;
      await pause(50);
    }
    if (kills) await server.kill();
    else await server.drain();
    count(kills ? "server killed" : "server drained");
    kills = !kills;
    await pause(random.chance(0.5) ? 0 : random.between(100, 1_500));
    await server.start();
  }
}

/** Whoever is guided may not write anything else: what waits behind an open step would never leave. */
async function endGuidances(stage: Stage): Promise<void> {
  for (const { caseId, id, internal, worker } of stage.talks) {
    if (internal) continue;
    const path = `/v1/conversations/${id}/guidance/end`;
    // Nobody ends what nobody does.
    if (worker === null) await stage.handOn(caseId, "moussa");
    await stage.witness.request(worker ?? "moussa", "POST", path, { solved: true });
    if (worker === null) await stage.handOn(caseId, null);
  }
}

/** A good network at last: everything must find its way by itself. */
async function rest(stage: Stage, { tell }: SimulationOptions): Promise<void> {
  stage.proxy.calm();
  await stage.server.start();
  await stage.learnWork();
  await endGuidances(stage);
  for (const device of stage.devices) {
    for (const tab of device.tabs) {
      for (const id of stage.talksOf(tab.person)) tab.watch(id);
    }
  }
  const end = performance.now() + restSeconds * 1_000;
  let left: string[] = [];
  // Receipts follow messages after a second of the clients' time: rest must last a while.
  for (let calm = 0; calm < 8; ) {
    await pause(250);
    for (const device of stage.devices) {
      for (const tab of device.tabs) tab.retryFailed(stage.talksOf(tab.person));
    }
    left = await unrest(stage);
    calm = left.length === 0 ? calm + 1 : 0;
    if (performance.now() > end) break;
  }
  tell?.("at rest");
  for (const what of left) stage.ledger.fault(`never came to rest: ${what}`);
}
