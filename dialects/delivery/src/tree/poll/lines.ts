import type { Core } from "@relais/core";
import type { DialectServices, Headed } from "@relais/dialect";
import type { Link } from "@relais/realtime";
import { TreeSession } from "../socket/session.ts";
import { PollLine } from "./line.ts";

/** Lines that are open, of each core. */
const lines = new WeakMap<Core, Map<string, PollLine>>();

const linesOf = (core: Core): Map<string, PollLine> => {
  const known = lines.get(core) ?? new Map<string, PollLine>();
  lines.set(core, known);
  return known;
};

export const lineOf = (core: Core, id: string | undefined): PollLine | undefined =>
  id === undefined ? undefined : linesOf(core).get(id);

/** A client that polls: an ordinary connection whose texts wait to be asked for. Refuses: shutting_down. */
export function openLine(services: DialectServices, request: Headed): PollLine {
  const { core, realtime, languageOf, originOf } = services;
  const manner = { language: languageOf(request), origin: originOf(request) };
  const host = request.headers.host ?? "localhost";
  let session: TreeSession | undefined;
  let link: Link | undefined;
  let ended: (() => void) | undefined;
  const line = new PollLine({
    heard: (text) => session?.heard(text),
    gone: () => {
      linesOf(core).delete(line.id);
      session?.leave(link?.actor());
      session = undefined;
      ended?.();
    },
  });
  ended = realtime.interpretCarried(line, (given) => {
    link = given;
    session = new TreeSession(given, services, manner, { host, id: line.id });
    return session;
  });
  linesOf(core).set(line.id, line);
  return line;
}
