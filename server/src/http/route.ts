import type { IncomingMessage, ServerResponse } from "node:http";
import type { Core } from "@relais/core";
import type { Realtime } from "@relais/realtime";
import type {
  FastifyBaseLogger,
  FastifyInstance,
  onRequestHookHandler,
  RawServerDefault,
} from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Tiles } from "../config-tiles.ts";
import type { Rates } from "../rates/rates.ts";

/** A fastify that reads the types of bodies, queries and answers from their zod schemas. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** What routes work with. */
export type Services = {
  readonly core: Core;
  readonly realtime: Realtime;
  readonly rates: Rates;
  /** Whether this is a demonstration, whose accounts anyone may know. */
  readonly demo: boolean;
  /** Where street maps come from. */
  readonly tiles: Tiles | undefined;
  /** Refuses whoever has no good access token, or asks too much; sets `request.actor`. */
  readonly signedIn: onRequestHookHandler;
  /** Refuses an address that asks too much, where nobody is signed in yet. */
  readonly anyone: onRequestHookHandler;
  /** Refuses a page of another site, where a browser would not. */
  readonly ownPages: onRequestHookHandler;
};

/** One call of the API: a file names its path, its schemas and the command that answers. */
export type Route = (app: App, services: Services) => void;
