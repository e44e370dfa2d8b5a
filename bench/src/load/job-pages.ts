import type { Adapter } from "./adapter.ts";
import type { Job, Results, Tell } from "./jobs.ts";
import { percentiles } from "./latency.ts";
import { numbersIn } from "./plain-ws.ts";
import { RawHttp } from "./raw-http.ts";

const pageSize = 50;
/** The body is counted on the first answers only: afterwards that would slow the generator for nothing. */
const checked = 20;

/** Reads pages at random positions of a long conversation, `inFlight` at a time. */
export async function pages(
  adapter: Adapter,
  job: Extract<Job, { name: "pages" }>,
  tell: Tell,
): Promise<Results["pages"]> {
  const { room } = job;
  let asked = 0;
  const startAt = performance.now() + job.warmUp * 1000;
  const endAt = startAt + job.seconds * 1000;
  const durations: number[] = [];
  let begun: Promise<void> | undefined;
  const read = async (): Promise<void> => {
    const http = new RawHttp(job.target.port);
    for (let count = 0; ; count += 1) {
      const sentAt = performance.now();
      if (sentAt >= endAt) break;
      if (sentAt >= startAt) begun ??= tell("begin");
      // The seeded messages end at `last`; stay clear of the first page.
      const before = room.last - Math.floor(Math.random() * 90_000);
      const reader = room.members[asked++ % room.members.length] ?? "";
      const answer = await http.get(adapter.page(room.id, reader, before));
      if (sentAt >= startAt) durations.push(performance.now() - sentAt);
      if (count < checked) checkPage(answer);
    }
    http.close();
  };
  await Promise.all(Array.from({ length: job.inFlight }, read));
  const seconds = (performance.now() - startAt) / 1000;
  await begun;
  await tell("end");
  const latency = percentiles(Float64Array.from(durations));
  return { pages: durations.length, seconds, latency };
}

function checkPage(answer: Buffer): void {
  const found = numbersIn(answer).length;
  if (found !== pageSize) throw new Error(`A page held ${found} messages instead of ${pageSize}.`);
}
