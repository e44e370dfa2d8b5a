// Plays simulations: `npm run simulate -- --seed 7 --minutes 5 --clients 12`.
// Without a seed it goes on with new ones until one fails or `--runs` of them were played.
import { parseArgs } from "node:util";
import { simulate } from "./simulate.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string" },
    minutes: { type: "string", default: "1" },
    clients: { type: "string", default: "12" },
    rich: { type: "boolean", default: false },
    runs: { type: "string", default: "1" },
    quiet: { type: "boolean", default: false },
  },
});

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

const minutes = positive("minutes", values.minutes);
const clients = positive("clients", values.clients);
/** Also files, voice notes and guidance. */
const { rich } = values;
const runs = values.seed === undefined ? positive("runs", values.runs) : 1;

for (let run = 1; run <= runs; run += 1) {
  const seed =
    values.seed === undefined ? Math.floor(Math.random() * 1_000_000) : Number(values.seed);
  const again = `npm run simulate -- --seed ${seed} --minutes ${minutes} --clients ${clients}${rich ? " --rich" : ""}`;
  say(`Seed ${seed}: ${minutes} min, ${clients} clients.`);
  const tell = values.quiet ? undefined : (line: string) => say(`  ${line}`);
  const result = await simulate({
    seed,
    seconds: minutes * 60,
    clients,
    rich,
    ...(tell && { tell }),
  });
  say(JSON.stringify(result.counts));
  for (const line of result.complaints.slice(0, 20)) say(`server: ${line}`);
  if (result.faults.length > 0) {
    for (const fault of result.faults) say(`FAULT ${fault}`);
    say(`Run it again: ${again}`);
    process.exitCode = 1;
    break;
  }
  say("Every promise was kept.");
}

function positive(name: string, value: string): number {
  const number = Number(value);
  if (number > 0) return number;
  say(`--${name} is ${value}: put a number above 0.`);
  process.exit(2);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
