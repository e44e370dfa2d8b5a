import type { Place } from "./place.ts";

/**
 * How every program of PostgreSQL is started: as its account (which drops root's groups as well), inside the
 * cluster, in a session of its own so that a Ctrl-C in the terminal reaches us first, and without our environment,
 * which may hold secrets.
 */
export function spawnOptions(place: Place, directory: string) {
  return {
    cwd: directory,
    detached: true,
    windowsHide: true,
    env: { LC_ALL: "C", TZ: "UTC", PATH: process.env.PATH, SystemRoot: process.env.SystemRoot },
    ...(place.user === undefined ? {} : { uid: place.user.uid, gid: place.user.gid }),
  } as const;
}
