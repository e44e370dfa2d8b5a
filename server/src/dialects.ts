import type { Consumer, Log } from "@relais/core";
import {
  type Dialect,
  type DialectMeans,
  type DialectServices,
  signInRoutes,
  type Upgrade,
} from "@relais/dialect";
import { type Config, ConfigError } from "./config.ts";
import type { DialectName } from "./dialect-names.ts";
import { actorOf } from "./http/access.ts";
import { languageOf } from "./http/language.ts";
import { refusalFor } from "./http/refuse.ts";
import type { App, Services } from "./http/route.ts";

/** The documented APIs that we know; each is loaded when a setting asks for it. */
const known: Record<DialectName, () => Promise<{ dialect: Dialect }>> = {
  depannage: () => import("@relais/dialect-depannage"),
  tickets: () => import("@relais/dialect-tickets"),
  delivery: () => import("@relais/dialect-delivery"),
  claims: () => import("@relais/dialect-claims"),
  garage: () => import("@relais/dialect-garage"),
};

export async function loadDialects(names: readonly DialectName[]): Promise<Dialect[]> {
  const modules = await Promise.all(names.map((name) => known[name]()));
  return modules.map(({ dialect }) => dialect);
}

/** Their own reactions to the journal. Throws ConfigError where what was set up for them is wrong. */
export function reactionsOf(dialects: readonly Dialect[], means: DialectMeans): Consumer[] {
  try {
    return dialects.flatMap(({ reactions }) => reactions?.(means) ?? []);
  } catch (error) {
    throw new ConfigError(error instanceof Error ? error.message : String(error));
  }
}

/** Registers the calls of the documented APIs, and the sign-in that they share. */
export function serveDialects(
  app: App,
  services: DialectServices,
  dialects: readonly Dialect[],
): void {
  if (dialects.length === 0) return;
  void app.register(async (scope: App) => signInRoutes(scope, services, dialects));
  for (const { routes } of dialects) {
    void app.register(async (scope: App) => routes(scope, services));
  }
}

/** What dialects work with, made from what our own routes work with. */
export function dialectServices(
  { core, realtime, rates, signedIn, anyone }: Services,
  { publicUrl }: Pick<Config, "publicUrl">,
  log: Log,
): DialectServices {
  return {
    core,
    realtime,
    signedIn,
    anyone,
    signInRate: rates.signIn,
    actorOf,
    refusalOf: (request, error) => refusalFor(log, request, error),
    languageOf,
    // Without an address of its own, a server is where its caller found it.
    originOf: ({ headers }) => publicUrl ?? `http://${headers.host ?? "localhost"}`,
  };
}

/** Opens the socket of whichever documented API has this path; undefined when none has. */
export type OpenSocket = (path: string) => ((upgrade: Upgrade) => void) | undefined;

export function socketsOf(dialects: readonly Dialect[], services: DialectServices): OpenSocket {
  const sockets = dialects.flatMap((dialect) => dialect.sockets);
  return (path) => {
    for (const { path: pattern, open } of sockets) {
      const match = pattern.exec(path);
      if (match !== null) return (upgrade) => open(services, upgrade, match);
    }
    return undefined;
  };
}
