import type { Adapter } from "./adapter.ts";
import type { Job, Results, Tell } from "./jobs.ts";
import { connectAll } from "./people.ts";

/** Connects everybody, joins, and stays silent while the orchestrator looks at the server's memory. */
export async function idle(
  adapter: Adapter,
  job: Extract<Job, { name: "idle" }>,
  tell: Tell,
): Promise<Results["idle"]> {
  await tell("begin");
  const people = await connectAll(adapter, job.rooms, () => undefined);
  await tell("end");
  for (const person of people) person.connection.close();
  return { connections: people.length };
}
