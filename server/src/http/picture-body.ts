import type { FastifyRequest } from "fastify";
import type { App } from "./route.ts";

/** Bodies that are a picture. Looked at by the core; the type that the sender names only says that it is one. */
export function readPictureBodies(app: App): void {
  app.addContentTypeParser(/^image\//, { parseAs: "buffer" }, (_request, body, done) =>
    done(null, body),
  );
}

/** Empty where the body is something else: the core refuses that as no picture. */
export const pictureOf = ({ body }: Pick<FastifyRequest, "body">): Buffer =>
  Buffer.isBuffer(body) ? body : Buffer.alloc(0);
