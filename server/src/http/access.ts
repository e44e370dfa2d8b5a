import {
  type Actor,
  type Core,
  identifyByKey,
  identifyByLink,
  isApiKey,
  isLinkToken,
  RefusedError,
} from "@relais/core";
import type { FastifyRequest } from "fastify";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The token of a customer's link is taken here as it stands, without being exchanged first. */
    links?: boolean;
  }
  interface FastifyRequest {
    /** Who asks, once the access token was found good; null on routes that need nobody. */
    actor: Actor | null;
  }
}

/** Tokens remembered at most: the oldest gives way. */
const remembered = 20_000;
/**
 * A sign-in that was ended by another server is noticed within this time; one that was ended by this
 * server, at once.
 */
const recheckMs = 60_000;

/** How long a link's token is remembered: as long as an access token holds. */
const linkMs = 900_000;

type Known = { readonly actor: Actor; readonly expiresAt: number; checkedAt: number };

/**
 * Who stands behind an access token. Checking a signature and asking the database at every request
 * would cost more than most requests, so a verified token is remembered until it ends.
 */
export class Access {
  readonly #core: Core;
  readonly #known = new Map<string, Known>();
  /** Sign-ins that ended here lately: whoever looks a link up may still believe in them. */
  readonly #ended = new Set<string>();
  readonly #stop: () => void;

  constructor(core: Core) {
    this.#core = core;
    this.#stop = core.signIns.onEnded((ids) => this.#forget(new Set(ids)));
  }

  /**
   * The actor of a request's bearer token: at once when the token is remembered.
   * Refuses: unauthenticated, token_expired, token_invalid, organization_suspended, and of an API key api_key_unknown,
   * api_key_revoked, api_key_expired.
   */
  identify(request: FastifyRequest): Actor | Promise<Actor> {
    const token = bearerOf(request.headers.authorization);
    const byLink = isLinkToken(token);
    if (byLink && !request.routeOptions.config.links) throw new RefusedError("token_invalid");
    const known = this.#known.get(token);
    const now = this.#core.now().getTime();
    if (known === undefined || known.expiresAt <= now || known.checkedAt + recheckMs <= now) {
      return byLink ? this.#verifyLink(token) : this.#verify(token);
    }
    this.#core.suspensions.refuse(known.actor.organization_id);
    return known.actor;
  }

  /** Whether this request shows the token of a link, or an API key, that must be looked up: whoever guesses does so, too. */
  isUnknown(request: FastifyRequest): boolean {
    const [, token = ""] = bearer.exec(request.headers.authorization ?? "") ?? [];
    return (isLinkToken(token) || isApiKey(token)) && !this.#known.has(token);
  }

  close(): void {
    this.#stop();
    this.#known.clear();
  }

  async #verify(token: string): Promise<Actor> {
    this.#known.delete(token);
    const checkedAt = this.#core.now().getTime();
    const { actor, expires_at } = isApiKey(token)
      ? await identifyByKey(this.#core, token)
      : this.#core.accessTokens.verify(token);
    if (!(await this.#core.signIns.check(actor))) throw new RefusedError("token_invalid");
    this.#core.suspensions.refuse(actor.organization_id);
    this.#remember(token, { actor, expiresAt: expires_at.getTime(), checkedAt });
    return actor;
  }

  async #verifyLink(token: string): Promise<Actor> {
    this.#known.delete(token);
    const checkedAt = this.#core.now().getTime();
    const actor = await identifyByLink(this.#core, token);
    if (this.#ended.has(actor.sign_in_id)) throw new RefusedError("token_invalid");
    this.#remember(token, { actor, expiresAt: checkedAt + linkMs, checkedAt });
    return actor;
  }

  #remember(token: string, known: Known): void {
    if (this.#known.size >= remembered) {
      const [oldest] = this.#known.keys();
      if (oldest !== undefined) this.#known.delete(oldest);
    }
    this.#known.set(token, known);
  }

  #forget(signInIds: ReadonlySet<string>): void {
    if (this.#ended.size >= remembered) this.#ended.clear();
    for (const id of signInIds) this.#ended.add(id);
    for (const [token, { actor }] of this.#known) {
      if (signInIds.has(actor.sign_in_id)) this.#known.delete(token);
    }
  }
}

/** Whoever passed the sign-in hook; a route without it that asks is a mistake of ours. */
export function actorOf(request: FastifyRequest): Actor {
  if (request.actor === null) throw new RefusedError("unauthenticated");
  return request.actor;
}

/** The same, with where the call came from: for what is written into the audit log. */
export function callerOf(request: FastifyRequest): Actor {
  return { ...actorOf(request), address: request.ip };
}

const bearer = /^bearer +(\S{1,4096})$/i;

function bearerOf(header: string | undefined): string {
  const match = header === undefined ? null : bearer.exec(header);
  if (match?.[1] === undefined) throw new RefusedError("unauthenticated");
  return match[1];
}
