import { type Change, seenFrom } from "../change.ts";
import { at, type Json } from "../json.ts";
import type { Place } from "../path.ts";
import { narrows } from "../query.ts";
import type { Tree } from "../tree.ts";
import { type RoomFrame, WatchedRoom } from "../watched-room.ts";
import { Window } from "../window.ts";
import { toQuery, type WireQuery } from "./from-wire.ts";
import { told, whole } from "./to-wire.ts";

/** What a client listens to in one room: places as a whole, and places through a query, each under its tag. */
export type Listen = {
  readonly place: Place;
  readonly path: string;
  readonly tag: number | undefined;
  readonly window: Window | undefined;
};

export function listenOf(
  place: Place,
  { query, tag }: { query?: WireQuery | undefined; tag?: number | undefined },
): Listen {
  const wanted = query && toQuery(query);
  const path = ["chats", place.roomId, ...place.inside].join("/");
  const window = wanted !== undefined && narrows(wanted) ? new Window(wanted) : undefined;
  return { place, path, tag, window };
}

/** One room with everything that one client listens to in it. */
export class RoomListens {
  readonly watched: WatchedRoom;
  readonly listens: Listen[] = [];

  constructor(watched: WatchedRoom) {
    this.watched = watched;
  }

  add(listen: Listen): void {
    this.remove(listen.path, listen.tag);
    this.listens.push(listen);
  }

  remove(path: string, tag: number | undefined): void {
    const index = this.listens.findIndex((one) => one.path === path && one.tag === tag);
    if (index >= 0) this.listens.splice(index, 1);
  }

  /** Everything that stands there now. */
  first({ place, path, tag, window }: Listen, tree: Tree): string {
    const value = at(tree.value, place.inside);
    return whole(path, window?.show(value) ?? (window === undefined ? value : null), tag);
  }

  tell(frame: RoomFrame): string[] {
    const changes = this.watched.changesOf(frame);
    return this.tellChanges(changes);
  }

  tellChanges(changes: readonly Change[]): string[] {
    const { tree } = this.watched;
    if (tree === undefined || changes.length === 0) return [];
    let value: Json | undefined;
    return this.listens.flatMap(({ place, path, tag, window }) => {
      if (window === undefined) {
        return changes.flatMap((change) => {
          const seen = seenFrom(place.inside, change);
          return seen === null ? [] : [told(path, seen, tag)];
        });
      }
      value ??= tree.value;
      return window.changesTo(at(value, place.inside)).map((change) => told(path, change, tag));
    });
  }

  /** Whether others who listen to the same are told the very same. */
  get isPlain(): boolean {
    return this.listens.every(({ tag }) => tag === undefined);
  }

  get key(): string {
    return this.listens
      .map(({ path }) => path)
      .toSorted()
      .join(" ");
  }
}
