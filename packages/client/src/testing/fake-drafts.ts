import type { Draft, UpFrames } from "@relais/protocol";
import type { FakeConnection } from "./fake-connection.ts";

/** The drafts that a fake server keeps, by the rules N15. */
export class FakeDrafts {
  readonly #drafts = new Map<string, Draft>();
  #revision = 0;

  /** A backup is put back in which there were none. */
  forget(): void {
    this.#drafts.clear();
    this.#revision = 0;
  }

  tell(connection: FakeConnection): void {
    const own = [...this.#drafts].filter(([key]) => key.startsWith(`${connection.person?.id} `));
    connection.send({ type: "drafts", drafts: own.map(([, draft]) => draft) });
  }

  take(
    connection: FakeConnection,
    frame: UpFrames["draft"],
    open: readonly FakeConnection[],
  ): void {
    const { conversation_id, text, reply_to = null, base = 0, ref } = frame;
    const key = `${connection.person?.id} ${conversation_id}`;
    const before = this.#drafts.get(key);
    const clears = text === "" && reply_to === null;
    if (clears && (before === undefined || before.revision > base)) {
      connection.send({ type: "ack", ref });
      if (before !== undefined) connection.send({ type: "draft", ...before });
      return;
    }
    this.#revision += 1;
    const draft = { conversation_id, text, reply_to, revision: this.#revision };
    if (clears) this.#drafts.delete(key);
    else this.#drafts.set(key, draft);
    connection.send({ type: "ack", ref, draft_revision: draft.revision });
    for (const other of open) {
      const same = other.person?.id === connection.person?.id && other.id !== connection.id;
      if (same && other.hello?.drafts) other.send({ type: "draft", ...draft });
    }
  }
}
