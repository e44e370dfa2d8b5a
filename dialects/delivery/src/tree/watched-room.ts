import type { Actor } from "@relais/core";
import { type DialectServices, Rooms } from "@relais/dialect";
import type { DownFrame } from "@relais/protocol";
import type { Change } from "./change.ts";
import { type Manner, readFresh, wordsFor } from "./load.ts";
import { Tree } from "./tree.ts";

/** Trees that somebody listens to. */
const trees = new Rooms<Tree>();

export type RoomFrame = Extract<DownFrame, { type: "events" | "typing" }>;

/**
 * One room that one connection follows. Its tree is shared with everybody who reads it in the same manner. Until it
 * has been read, what happens waits.
 */
export class WatchedRoom {
  readonly roomId: string;
  readonly #key: string;
  readonly #services: Pick<DialectServices, "core" | "realtime">;
  readonly #manner: Manner;
  #tree: Tree | undefined;
  #leave: () => void = () => {};
  #waiting: RoomFrame[] = [];
  #left = false;

  constructor(
    services: Pick<DialectServices, "core" | "realtime">,
    roomId: string,
    manner: Manner,
  ) {
    this.roomId = roomId;
    this.#services = services;
    this.#manner = manner;
    this.#key = `${roomId} ${manner.language} ${manner.origin}`;
  }

  get tree(): Tree | undefined {
    return this.#tree;
  }

  /** Reads it once the connection follows it, so that nothing is missed. Refuses: not_found, forbidden. */
  async open(actor: Actor): Promise<Tree | undefined> {
    const fresh = await readFresh(this.#services, actor, this.roomId);
    if (this.#left) return undefined;
    const { core } = this.#services;
    trees.peek(core, this.#key)?.refresh(fresh);
    const create = () => new Tree(wordsFor(core, actor, this.#manner), fresh);
    const { room: tree, leave } = trees.enter(core, this.#key, create);
    this.#tree = tree;
    this.#leave = leave;
    return tree;
  }

  /** What waited while it was being read. */
  takeWaiting(): RoomFrame[] {
    return this.#waiting.splice(0);
  }

  /** What a frame changes; nothing yet while it is being read. */
  changesOf(frame: RoomFrame): Change[] {
    const tree = this.#tree;
    if (tree === undefined) {
      this.#waiting.push(frame);
      return [];
    }
    if (frame.type === "events") return frame.events.flatMap((event) => tree.apply(event));
    return tree.type(frame.user_id, frame.active ? this.now : null);
  }

  get now(): string {
    return this.#services.core.now().toISOString();
  }

  leave(): void {
    this.#left = true;
    this.#leave();
    this.#leave = () => {};
    this.#tree = undefined;
  }
}
