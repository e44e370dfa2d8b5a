import { join, resolve } from "node:path";
import { existsSync } from "node:fs";
import { readPassword, SUPERUSER } from "./cluster.ts";
import { DATABASE } from "./connect.ts";
import { preparePlace } from "./place.ts";
import { findPostmaster } from "./postmaster.ts";

/**
 * How to reach the PostgreSQL that a running server has on this data directory, without owning it: whoever
 * visits must not stop it. Undefined when none runs.
 */
export function findRunningPostgres(dataDirectory: string) {
  if (!existsSync(join(resolve(dataDirectory), "cluster"))) return undefined;
  const place = preparePlace(dataDirectory);
  const postmaster = findPostmaster(place);
  if (postmaster === undefined) return undefined;
  const password = readPassword(place);
  return {
    socketDirectory: place.host,
    port: postmaster.port,
    user: SUPERUSER,
    database: DATABASE,
    ...(password !== undefined && { password }),
  };
}
