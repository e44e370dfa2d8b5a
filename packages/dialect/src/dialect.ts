import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { Actor, Consumer, Core } from "@relais/core";
import type { Language, Refusal, Role } from "@relais/protocol";
import type { Realtime } from "@relais/realtime";
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyRequest,
  onRequestHookHandler,
  RawServerDefault,
} from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";

/** A fastify that reads the types of bodies, queries and answers from their zod schemas. */
export type DialectApp = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** A request, or the upgrade of one. */
export type Headed = Pick<IncomingMessage, "headers">;

/** What a dialect works with: the same commands and the same guards as our own API. */
export type DialectServices = {
  readonly core: Core;
  readonly realtime: Realtime;
  /** Refuses whoever has no good access token, or asks too much. */
  readonly signedIn: onRequestHookHandler;
  /** Refuses an address that asks too much, where nobody is signed in yet. */
  readonly anyone: onRequestHookHandler;
  readonly signInRate: (address: string, email: string) => void;
  readonly actorOf: (request: FastifyRequest) => Actor;
  /** What was thrown, as the refusal that our own API would answer with. */
  readonly refusalOf: (request: FastifyRequest, error: unknown) => Refusal;
  /** The language that somebody prefers of those we speak, by `Accept-Language`. */
  readonly languageOf: (request: Headed) => Language;
  /** Origin under which people reach this server, for addresses that leave it. */
  readonly originOf: (request: Headed) => string;
};

export type Upgrade = {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
};

/** A path at which sockets of a dialect open. */
export type DialectSocket = {
  readonly path: RegExp;
  /** Where its token goes into the query, the same for readers: `/ws/chat/{id}/`. Absent where a frame brings it. */
  readonly address?: string;
  open(services: DialectServices, upgrade: Upgrade, match: RegExpExecArray): void;
};

/** A documented API over the same core. It translates; it holds no rule and no query. */
export type Dialect = {
  readonly name: string;
  /** The kind of case that its lists hold. */
  readonly kind: string;
  /** What it calls the roles of an organization of that kind. */
  readonly roles: Readonly<Record<Role, string>>;
  /** Registers its calls. The scope is its own: hooks and error bodies do not leave it. */
  readonly routes: (app: DialectApp, services: DialectServices) => void;
  readonly sockets: readonly DialectSocket[];
  /** What it does beside answering, for as long as the server runs. Returns how to stop. */
  readonly keep?: (services: DialectServices) => () => Promise<void>;
  /** Reactions to the journal that belong to it, where the operator set up what they need. */
  readonly reactions?: (means: DialectMeans) => readonly Consumer[];
};

/** What the operator set up for a dialect outside of this server. */
export type DialectMeans = {
  /** A Firebase project: its database, and the file of a service account as it was read. */
  readonly firebase: { readonly databaseUrl: string; readonly account: unknown } | undefined;
  /** Origin under which people reach this server. */
  readonly origin: string;
};
