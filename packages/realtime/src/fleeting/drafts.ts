import type { Draft } from "@relais/protocol";
import type { Connection } from "../connections/connection.ts";
import type { Registry } from "../connections/registry.ts";
import { EncodedFrame } from "../frames/encoded.ts";

/** One person's draft has changed; told to that person's devices only. */
export type DraftNews = { user_id: string; draft: Draft };

/** Tells the other devices of a person what they have begun to write on one of them. */
export class Drafts {
  readonly #registry: Registry;

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  /** From a device connected here (`but`: it has what it wrote), or told by another server. */
  note({ user_id, draft }: DraftNews, but?: Connection): void {
    let frame: EncodedFrame | undefined;
    for (const connection of this.#registry.of(user_id)) {
      const { draftNews } = connection;
      if (connection === but || draftNews === "unwanted") continue;
      frame ??= EncodedFrame.of({ type: "draft", ...draft });
      if (draftNews === "wanted") connection.enqueue(frame);
      else draftNews.push(frame);
    }
  }
}
