import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type OsrmDouble = {
  readonly url: string;
  /** The paths that were asked for. */
  readonly asked: string[];
  /** What it answers from now on, instead of a way of 1.4 straight lines at 8 m/s. */
  answer: ((response: ServerResponse) => void) | null;
  stop(): Promise<void>;
};

/**
 * Stands in for an OSRM server, which needs a map of the country: the same path, the same answers and
 * refusals as osrm-backend 5 gives (InvalidUrl, InvalidQuery, Ok).
 */
export async function startOsrmDouble(): Promise<OsrmDouble> {
  const asked: string[] = [];
  const double: Omit<OsrmDouble, "url" | "stop"> = { asked, answer: null };
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    if (double.answer === null) route(request, response);
    else double.answer(response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return Object.assign(double, {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  });
}

function route({ url = "" }: IncomingMessage, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(url, "http://osrm");
  const places = /^\/route\/v1\/driving\/([^/]+)$/.exec(pathname)?.[1];
  if (places === undefined) return say(response, 400, { code: "InvalidUrl" });
  const points = places.split(";").map((one) => one.split(",").map(Number));
  const [[x1 = NaN, y1 = NaN] = [], [x2 = NaN, y2 = NaN] = []] = points;
  const overview = searchParams.get("overview") ?? "simplified";
  if (points.length !== 2 || ![x1, y1, x2, y2].every(Number.isFinite) || overview !== "false") {
    return say(response, 400, { code: "InvalidQuery", message: "Query string malformed" });
  }
  const shrink = Math.cos((y1 * Math.PI) / 180);
  const distance = Math.hypot((x2 - x1) * shrink, y2 - y1) * 111_195 * 1.4;
  const duration = distance / 8;
  say(response, 200, {
    code: "Ok",
    routes: [
      {
        legs: [{ steps: [], distance, duration, summary: "", weight: duration }],
        weight_name: "routability",
        weight: duration,
        duration,
        distance,
      },
    ],
    waypoints: points.map((location) => ({ hint: "", distance: 3.1, name: "", location })),
  });
}

function say(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
