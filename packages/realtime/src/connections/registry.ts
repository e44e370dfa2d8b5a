import { limits } from "@relais/protocol";
import type { Connection } from "./connection.ts";

/** Every living connection, and those of each person. */
export class Registry {
  readonly all = new Set<Connection>();
  readonly #byUser = new Map<string, Set<Connection>>();

  add(connection: Connection): void {
    this.all.add(connection);
  }

  /**
   * After `hello`. Too many of one person: the one that was silent for longest gives way, because it is
   * the likeliest to be dead without our knowing. True for the person's first.
   */
  identify(connection: Connection, userId: string): boolean {
    const own = this.#byUser.get(userId) ?? new Set();
    const first = own.size === 0;
    this.#byUser.set(userId, own.add(connection));
    if (own.size > limits.connectionsPerUser) longestSilent(own)?.close("replaced");
    return first;
  }

  /** True when it was the last of its person. */
  remove(connection: Connection): boolean {
    this.all.delete(connection);
    const userId = connection.identity?.actor.id;
    if (userId === undefined) return false;
    const own = this.#byUser.get(userId);
    own?.delete(connection);
    if (own === undefined || own.size > 0) return false;
    this.#byUser.delete(userId);
    return true;
  }

  of(userId: string): ReadonlySet<Connection> {
    return this.#byUser.get(userId) ?? none;
  }
}

function longestSilent(connections: Iterable<Connection>): Connection | undefined {
  let found: Connection | undefined;
  for (const connection of connections) {
    if (connection.closed) continue;
    if (found === undefined || connection.heardAt < found.heardAt) found = connection;
  }
  return found;
}

const none: ReadonlySet<Connection> = new Set();
