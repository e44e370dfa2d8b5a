/** `npm run bench`: the real server beside what people build by hand, in one run. Ratios first. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fanOutTo } from "./measure/fan-out.ts";
import { highestRate } from "./measure/highest-rate.ts";
import { history } from "./measure/history.ts";
import { idleMemory } from "./measure/idle-memory.ts";
import { latencyAt } from "./measure/latency.ts";
import type { Figures, Measurement, Subjects } from "./measure/measurement.ts";
import { restart } from "./measure/restart.ts";
import { secondStart } from "./measure/second-start.ts";
import { type Options, readOptions, usage } from "./options.ts";
import { cleanedUp, cleanUpOnSignals } from "./processes/cleanups.ts";
import { Strangers } from "./processes/strangers.ts";
import { report } from "./report/print.ts";
import { Samples } from "./report/samples.ts";
import { peer } from "./subjects/peer.ts";
import { relais } from "./subjects/relais.ts";
import type { Subject } from "./subjects/subject.ts";

const measurements: Measurement[] = [
  latencyAt(200),
  latencyAt(1000),
  highestRate("many"),
  highestRate("few"),
  fanOutTo("small", 1),
  fanOutTo("small", 8),
  fanOutTo("large", 1),
  fanOutTo("large", 8),
  idleMemory,
  restart,
  history,
];

function subjectsIn(directory: string): Subjects {
  const peers = join(directory, "peers");
  return {
    relais: relais(join(directory, "relais")),
    echo: peer("ws-echo", "ws"),
    insert: peer("ws-insert", "ws", peers),
    socketio: peer("socketio-insert", "socketio", peers),
    express: peer("express-page", "ws", peers),
  };
}

/** Everything once. Servers alternate within each measurement, so that the machine's moods hit all alike. */
async function repeat(directory: string, options: Options, samples: Samples): Promise<void> {
  const chosen = (name: string): boolean =>
    options.only.length === 0 || options.only.includes(name);
  const taken = ({ name }: Subject): boolean =>
    options.servers.length === 0 || options.servers.includes(name);
  const all = subjectsIn(directory);
  for (const measurement of measurements.filter(({ name }) => chosen(name))) {
    for (const subject of measurement.subjects(all).filter(taken)) {
      progress(`${measurement.name}, ${subject.name}`);
      await keep(measureOne(measurement, subject, options), subject.name, samples);
    }
  }
  if (chosen("second-start") && taken(all.relais)) {
    progress("second-start, relais");
    await keep(secondStart(directory), "relais", samples);
  }
}

async function measureOne(
  measurement: Measurement,
  subject: Subject,
  options: Options,
): Promise<Figures> {
  const running = await subject.start();
  return await cleanedUp(
    () => running.stop(),
    () => measurement.run(running, options),
  );
}

/** Notes what was measured. A failure is told and leaves the rest of the run its chance. */
async function keep(measured: Promise<Figures>, subject: string, samples: Samples): Promise<void> {
  try {
    for (const [figure, value] of Object.entries(await measured)) {
      samples.add(figure, subject, value);
      progress(`    ${figure}: ${value.toFixed(2)}`);
    }
  } catch (error) {
    progress(`    failed: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

function progress(text: string): void {
  process.stderr.write(`${text}\n`);
}

async function main(): Promise<void> {
  const options = readOptions([...measurements.map(({ name }) => name), "second-start"]);
  const directory = mkdtempSync(join(tmpdir(), "relais-bench-"));
  // The database may run under another account than ours.
  chmodSync(directory, 0o755);
  const samples = new Samples();
  const strangers = new Strangers();
  cleanUpOnSignals();
  try {
    await cleanedUp(
      () => rmSync(directory, { recursive: true, force: true }),
      async () => {
        for (let count = 1; count <= options.repeats; count += 1) {
          progress(`Repeat ${count} of ${options.repeats}`);
          await repeat(directory, options, samples);
        }
      },
    );
  } finally {
    if (samples.all.length > 0)
      process.stdout.write(`${report(samples, options, strangers.share())}\n`);
    if (options.json) {
      writeFileSync(options.json, JSON.stringify({ options, samples: samples.all }, null, 2));
    }
  }
}

main().catch((error: Error) => {
  progress(`${error.message}\n\n${usage}`);
  process.exit(1);
});
