import { RefusedError } from "@relais/core";
import type { DialectApp, DialectServices } from "@relais/dialect";
import { z } from "zod";
import { refuseAsFirebase } from "../refuse.ts";
import { lineOf, openLine } from "./lines.ts";
import { segmentsIn } from "./segments.ts";
import { closing, farewellPage, farewellPolicy, opening } from "./to-wire.ts";

const asked = z.looseObject({
  start: z.optional(z.literal("t")),
  /** Becomes the name of a function: a word, and nothing else. */
  cb: z.optional(z.string().regex(/^\w{0,40}$/)),
  id: z.optional(z.string().max(64)),
  pw: z.optional(z.string().max(64)),
  dframe: z.optional(z.literal("t")),
  disconn: z.optional(z.literal("t")),
});

/** `/.lp?v=5&ns=`: a Firebase client where no WebSocket comes through. */
export function pollRoutes(app: DialectApp, services: DialectServices): void {
  const { core, anyone } = services;
  refuseAsFirebase(app, services);
  const schema = { hide: true, querystring: asked };
  app.get("/.lp", { onRequest: anyone, schema }, async (request, reply) => {
    const { start, cb = "", id, pw, dframe } = request.query;
    if (dframe !== undefined) {
      void reply.header("content-security-policy", farewellPolicy).type("text/html; charset=utf-8");
      return farewellPage;
    }
    void reply.type("text/javascript; charset=utf-8");
    const line = start === undefined ? lineOf(core, id) : openLine(services, request);
    if (line === undefined || (start === undefined && line.password !== pw)) return closing;
    const segments = segmentsIn(request.query);
    if (segments === undefined || !line.take(segments)) throw new RefusedError("invalid_body");
    const prefix = start === undefined ? "" : opening(cb, line.id, line.password);
    const { answer, forsake } = line.ask(prefix);
    reply.raw.once("close", forsake);
    return answer;
  });
  app.post("/.lp", { onRequest: anyone, schema }, async (request, reply) => {
    const { id, pw } = request.query;
    const line = lineOf(core, id);
    if (line?.password === pw) line?.leave();
    return reply.code(204).send();
  });
}
