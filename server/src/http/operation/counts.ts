import type { Core } from "@relais/core";
import type { App } from "../route.ts";

/** Upper bounds of the batch sizes that are told apart: powers of two up to the largest batch. */
const batchBounds = [1, 2, 4, 8, 16, 32, 64, 128, 256] as const;

/**
 * What is counted while the server works, as cheaply as can be: the library that prints it is only
 * loaded when somebody asks. Labels are route patterns and codes, never an id.
 */
export class Counts {
  /** By method, route pattern and status: `GET /v1/me 200`. */
  readonly requests = new Map<string, number>();
  /** Seconds spent on requests, all together. */
  requestSeconds = 0;
  messages = 0;
  events = 0;
  batches = 0;
  /** Batches of at most as many events as the bound of the same place; the last for larger ones. */
  readonly batchesByBound: number[] = [...batchBounds, 0].map(() => 0);
  readonly batchBounds = batchBounds;

  /** Counts what passes through from now on. Returns the function that stops. */
  watch(app: App, core: Core): () => void {
    app.addHook("onResponse", (request, reply, done) => {
      const key = `${request.method} ${request.routeOptions.url ?? "unknown"} ${reply.statusCode}`;
      this.requests.set(key, (this.requests.get(key) ?? 0) + 1);
      this.requestSeconds += reply.elapsedTime / 1_000;
      done();
    });
    return core.journal.feed.listen((entries) => {
      this.batches += 1;
      this.events += entries.length;
      for (const entry of entries) if (entry.type === "message.sent") this.messages += 1;
      const place = batchBounds.findIndex((bound) => entries.length <= bound);
      const index = place === -1 ? batchBounds.length : place;
      this.batchesByBound[index] = (this.batchesByBound[index] ?? 0) + 1;
    });
  }
}
