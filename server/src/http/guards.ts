import { type Actor, RefusedError } from "@relais/core";
import type { FastifyRequest } from "fastify";
import type { Rates } from "../rates/rates.ts";
import type { Access } from "./access.ts";
import { isAllowedOrigin } from "./origin.ts";
import type { Services } from "./route.ts";

type Done = (error?: Error) => void;

declare module "fastify" {
  interface FastifyContextConfig {
    /** Whoever came by a customer's link may call it as well. */
    guests?: boolean;
  }
}

/** Who passes, before a body is even read. `origins`: pages of others that may open a stream. */
export function createGuards(
  access: Access,
  rates: Rates,
  origins: readonly string[],
): Pick<Services, "signedIn" | "anyone" | "ownPages"> {
  const admit = (request: FastifyRequest, actor: Actor): void => {
    // A closed list: what does not say that guests may call it, they may not.
    if (actor.guest !== undefined && !request.routeOptions.config.guests) {
      throw new RefusedError("forbidden");
    }
    rates.request(actor.id);
    request.actor = actor;
  };
  const admitLater = async (
    request: FastifyRequest,
    actor: Promise<Actor>,
    done: Done,
  ): Promise<void> => {
    let error: unknown;
    try {
      admit(request, await actor);
    } catch (caught) {
      error = caught;
    }
    done(error as Error | undefined);
  };
  return {
    signedIn(request, _reply, done) {
      let error: unknown;
      try {
        if (access.isUnknown(request)) rates.address(request.ip);
        const actor = access.identify(request);
        // No promise where none is needed: most requests come with a token that is remembered.
        if (actor instanceof Promise) return void admitLater(request, actor, done);
        admit(request, actor);
      } catch (caught) {
        error = caught;
      }
      done(error as Error | undefined);
    },
    anyone(request, _reply, done) {
      let error: unknown;
      try {
        rates.address(request.ip);
      } catch (caught) {
        error = caught;
      }
      done(error as Error | undefined);
    },
    ownPages(request, _reply, done) {
      done(isAllowedOrigin(request.raw, origins) ? undefined : new RefusedError("forbidden"));
    },
  };
}
