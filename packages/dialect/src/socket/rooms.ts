import type { Core } from "@relais/core";

type Shared<Room> = { readonly room: Room; sockets: number };

/**
 * Rooms that somebody is in, of each core, by a key: who shares one shares its words. A room is forgotten when the
 * last one has left it.
 */
export class Rooms<Room> {
  readonly #rooms = new WeakMap<Core, Map<string, Shared<Room>>>();

  enter(core: Core, key: string, create: () => Room): { room: Room; leave: () => void } {
    const all = this.#rooms.get(core) ?? new Map<string, Shared<Room>>();
    this.#rooms.set(core, all);
    const shared = all.get(key) ?? { room: create(), sockets: 0 };
    all.set(key, shared);
    shared.sockets += 1;
    const leave = () => {
      shared.sockets -= 1;
      if (shared.sockets === 0) all.delete(key);
    };
    return { room: shared.room, leave };
  }

  /** The room with this key, while somebody is in it. */
  peek(core: Core, key: string): Room | undefined {
    return this.#rooms.get(core)?.get(key)?.room;
  }
}
