import type { FastifyInstance } from "fastify";

/** Bytes of a request: the longest text that is allowed, every byte of it written as \u00xx. */
export const bodyBytes = 262_144;

/** JSON bodies, and none at all where none is needed. */
export function readJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "string" }, (request, body, done) => {
    if (body === "") done(null, undefined);
    else void parse(request, body.toString(), done);
  });
  // Without a body fastify says null; where a body may be absent, the schemas say undefined.
  app.addHook("preValidation", (request, _reply, done) => {
    if (request.body === null) request.body = undefined;
    done();
  });
}
