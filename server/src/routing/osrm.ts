import type { Router } from "@relais/core";
import type { Point } from "@relais/protocol";
import { z } from "zod";

const patienceMs = 3_000;
/** Of an answer without its geometry: some hundred bytes. What is longer is no such answer. */
const mostBytes = 100_000;

/** https://project-osrm.org/docs/v5.24.0/api/#route-service, as much of it as is asked for. */
const answer = z.object({
  code: z.string(),
  routes: z
    .array(z.object({ distance: z.number().min(0), duration: z.number().min(0) }))
    .optional(),
});

/** Asks a router with OSRM's interface at `url` for the fastest way by road. */
export function createRouter(url: string): Router {
  return async (from, to) => {
    const path = `/route/v1/driving/${spell(from)};${spell(to)}?overview=false`;
    const response = await fetch(url + path, {
      headers: { accept: "application/json" },
      redirect: "error",
      signal: AbortSignal.timeout(patienceMs),
    });
    // 400 is how it says that no road leads there: code NoRoute or NoSegment.
    if (response.status !== 200 && response.status !== 400) {
      await response.body?.cancel();
      throw new Error(`the router answered ${response.status}`);
    }
    const { code, routes = [] } = answer.parse(JSON.parse(await readText(response)));
    if (code === "NoRoute" || code === "NoSegment") return null;
    const [best] = routes;
    if (code !== "Ok" || best === undefined) throw new Error(`the router answered ${code}`);
    return { distance_m: best.distance, duration_s: best.duration };
  };
}

/** Longitude first; five digits are a metre. */
function spell({ latitude, longitude }: Point): string {
  return `${longitude.toFixed(5)},${latitude.toFixed(5)}`;
}

async function readText(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.byteLength;
    if (bytes > mostBytes) throw new Error("the router answered too much");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}
