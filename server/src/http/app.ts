import fastifyCompress from "@fastify/compress";
import { RefusedError } from "@relais/core";
import fastify from "fastify";
import type { Words } from "@relais/protocol";
import type { z } from "zod";
import type { Config } from "../config.ts";
import type { InFlight } from "./close-app.ts";
import { InvalidInput } from "./invalid-input.ts";
import { bodyBytes, readJsonBodies } from "./json-body.ts";
import { readPictureBodies } from "./picture-body.ts";
import { createErrorHandler, refuse, routeOf } from "./refuse.ts";
import type { App } from "./route.ts";
import { apiHeaders } from "./security-headers.ts";
import { warnOfUnbelievedProxy } from "./unbelieved-proxy.ts";
import type { Log } from "@relais/core";

/** Which journal the positions in an answer are of (N35.6). */
const epochHeader = "relais-epoch";

const longestRequestMs = 10 * 60_000;

export type AppOptions = {
  config: Pick<Config, "publicUrl" | "frontendUrls" | "logLevel">;
  log: Log;
  /** Whether the server is going down: nothing new begins. */
  isDraining: () => boolean;
  inFlight: InFlight;
  /** Of the journal; whoever keeps positions compares it. */
  epoch: string;
};

/** An HTTP server without routes: bodies, refusals, headers, the same for every call. */
export async function createApp(options: AppOptions): Promise<App> {
  const { config, log, isDraining, inFlight, epoch } = options;
  let requests = 0;
  const app: App = fastify({
    // Our log is written where something is worth a line; fastify's own would hold whole addresses.
    logger: false,
    genReqId: () => String(++requests),
    bodyLimit: bodyBytes,
    // Only who says to have a public address has a proxy in front, and only a near one is believed.
    trustProxy: config.publicUrl === undefined ? false : ["loopback", "linklocal", "uniquelocal"],
    // A phone that vanishes in the middle of what it sends says nothing: without an end its connection stays for ever.
    // Uploads of slow networks are cut too, and go on from where they were.
    requestTimeout: longestRequestMs,
    forceCloseConnections: "idle",
    return503OnClosing: false,
    frameworkErrors: (_error, request, reply) =>
      refuse(request, reply, new RefusedError("not_found")),
    routerOptions: { ignoreTrailingSlash: true },
  });
  app.setValidatorCompiler<z.ZodType>(({ schema, httpPart }) => (given) => {
    if (httpPart === "querystring") {
      const fields = withNul(given as Query);
      if (fields !== undefined) return { error: new RefusedError("invalid_body", { fields }) };
    }
    // Fastify says null where there is no body; a schema says undefined where there need be none.
    const value: unknown = given ?? undefined;
    const { success, data } = schema.safeParse(value);
    return success ? { value: data } : { error: new InvalidInput(schema, value) };
  });
  // Commands answer what the protocol's types say; parsing every answer again would prove nothing.
  app.setSerializerCompiler(() => JSON.stringify);
  app.setErrorHandler(createErrorHandler(log));
  readJsonBodies(app);
  readPictureBodies(app);
  // Lists and pages of messages shrink to a fifth; short answers, the hot ones among them, go as they are.
  await app.register(fastifyCompress, {
    encodings: ["gzip"],
    threshold: 1_400,
    // A small packed body may hold gigabytes: we read none.
    globalDecompression: false,
    customTypes: /^application\/json/,
  });
  app.decorateRequest("actor", null);

  const headers = apiHeaders(config.publicUrl);
  app.addHook("onRequest", (request, reply, done) => {
    inFlight.begin(reply);
    // Not `onResponse`: whoever leaves in the middle of an answer, or of a stream, never has a response.
    reply.raw.once("close", () => inFlight.end(reply));
    for (const [name, value] of headers) reply.header(name, value);
    reply.header(epochHeader, epoch);
    if (isDraining() && !request.routeOptions.config.always) {
      done(new RefusedError("shutting_down", { retryAfterMs: 1_000 }));
    } else {
      done();
    }
  });
  warnOfUnbelievedProxy(app, config.publicUrl, log);
  if (config.logLevel === "debug" || config.logLevel === "trace") logAccess(app, log);
  if (config.frontendUrls.length > 0) await allowFrontends(app, config.frontendUrls);
  return app;
}

type Query = Readonly<Record<string, string | readonly string[]>>;

/** No text holds this character, and no database takes it: parameters with it, whatever they are for. */
function withNul(query: Query): Record<string, Words> | undefined {
  const names = Object.keys(query).filter((name) => query[name]?.includes("\0"));
  if (names.length === 0) return undefined;
  return Object.fromEntries(names.map((name) => [name, noNul]));
}

const noNul: Words = { fr: "Retirez le caractère nul.", en: "Remove the null character." };

/** Only when asked for: a line a request is more work than most requests. */
function logAccess(app: App, log: Log): void {
  app.addHook("onResponse", (request, reply, done) => {
    const { method } = request;
    const milliseconds = Math.round(reply.elapsedTime);
    const details = { method, route: routeOf(request), status: reply.statusCode, milliseconds };
    log.debug(details, "Answered.");
    done();
  });
}

/** Front ends that are served elsewhere: they may call us, and read when to come back. */
async function allowFrontends(app: App, origins: readonly string[]): Promise<void> {
  const { default: cors } = await import("@fastify/cors");
  await app.register(cors, {
    origin: [...origins],
    methods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
    allowedHeaders: [
      "authorization",
      "content-type",
      "accept-language",
      "range",
      "tus-resumable",
      "upload-length",
      "upload-metadata",
      "upload-offset",
    ],
    exposedHeaders: [
      "retry-after",
      "date",
      "location",
      "upload-offset",
      "upload-length",
      epochHeader,
    ],
    maxAge: 600,
  });
}

declare module "fastify" {
  interface FastifyContextConfig {
    /** Answered while the server is going down, too: the operator still looks. */
    always?: boolean;
  }
}
