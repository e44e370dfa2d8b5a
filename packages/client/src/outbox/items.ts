import type { ConversationEvent } from "@relais/protocol";
import { isChange, isMadeBy } from "./change.ts";
import { needsUpload } from "./files.ts";
import { type Item, type StatusItem, storedItem } from "./item.ts";
import { isStatus, type OutboxEntry } from "./types.ts";

/** What is in an outbox, as this tab knows it. */
export class Items {
  readonly #viewerId: () => string | null;
  readonly #items = new Map<string, Item>();
  /** Settled or forgotten, but perhaps still in the storage. */
  readonly #gone = new Set<string>();

  constructor(viewerId: () => string | null) {
    this.#viewerId = viewerId;
  }

  get size(): number {
    return this.#items.size;
  }

  all(): Item[] {
    return [...this.#items.values()];
  }

  get(clientId: string): Item | undefined {
    return this.#items.get(clientId);
  }

  has(item: Item): boolean {
    return this.#items.get(item.entry.client_id) === item;
  }

  put(item: Item): void {
    this.#gone.delete(item.entry.client_id);
    this.#items.set(item.entry.client_id, item);
  }

  remove({ entry }: Item): void {
    this.#items.delete(entry.client_id);
    this.#gone.add(entry.client_id);
  }

  /** A browser may be used by several people: nobody sends what another one wrote. Nobody's was just written here. */
  isMine({ sender_id }: OutboxEntry): boolean {
    return sender_id === null || sender_id === this.#viewerId();
  }

  /** In order. */
  mine(): Item[] {
    return this.all()
      .filter(({ entry }) => this.isMine(entry))
      .sort(byPosition);
  }

  /** Conversations in which some of one's own have failed; the list as it was, where it holds the same. */
  failedIn(before: readonly string[]): readonly string[] {
    const failed = this.mine().filter(({ entry }) => entry.state === "failed" && !isStatus(entry));
    const now = [...new Set(failed.map(({ entry }) => entry.conversation_id))];
    return `${now}` === `${before}` ? before : now;
  }

  inOrder(conversationId: string): Item[] {
    return this.mine().filter(({ entry }) => entry.conversation_id === conversationId);
  }

  entries(conversationId: string): OutboxEntry[] {
    return this.inOrder(conversationId).map(({ entry }) => entry);
  }

  /** The first change that waits and that this event carries out. */
  madeBy(conversationId: string, event: ConversationEvent): Item | undefined {
    return this.inOrder(conversationId).find(
      ({ entry }) => isChange(entry) && entry.state === "waiting" && isMadeBy(entry.change, event),
    );
  }

  /**
   * What waits and may go over the connection: nothing before it waits in a place of its own. A step of a case has several, and
   * so stands in the order of all conversations of the case.
   */
  firsts(): Item[] {
    const held = new Set<string>();
    const uploading = new Set<string>();
    return this.mine().filter(({ entry }) => {
      if (entry.state !== "waiting") return false;
      const places = [entry.conversation_id, ...(entry.status?.conversation_ids ?? [])];
      // What is being uploaded takes its time: words need not wait for it. A step does, lest it closes the conversation
      // before; not for what the person put aside.
      if (needsUpload(entry)) {
        if (!entry.paused) uploading.add(entry.conversation_id);
        return false;
      }
      const waits = places.some(
        (place) => held.has(place) || (entry.status && uploading.has(place)),
      );
      for (const place of places) held.add(place);
      return !waits;
    });
  }

  /** Steps of cases that wait or have failed, in order. */
  statuses(): StatusItem[] {
    return this.mine().filter((item): item is StatusItem => isStatus(item.entry));
  }

  /** What has files to be uploaded now, in order. */
  uploadable(): Item[] {
    return this.mine().filter(wantsUpload);
  }

  /** What another tab took out of the storage. */
  missingIn(stored: readonly OutboxEntry[]): Item[] {
    const found = new Set(stored.map((entry) => entry.client_id));
    for (const clientId of this.#gone) if (!found.has(clientId)) this.#gone.delete(clientId);
    return this.all().filter((item) => item.stored && !found.has(item.entry.client_id));
  }

  /** Takes over an entry that the storage has. False: it is none of this tab's. */
  take(entry: OutboxEntry): boolean {
    if (entry.sender_id === null || !this.isMine(entry) || this.#gone.has(entry.client_id))
      return false;
    const item = this.#items.get(entry.client_id);
    if (item?.writing) return false;
    // Retried in another tab, or unknown so far: it begins anew.
    if (item === undefined || item.entry.state !== entry.state) this.put(storedItem(entry));
    // What another tab has uploaded is not uploaded again: under one name there is one message.
    else if (contentOf(item.entry) !== contentOf(entry)) {
      item.entry = entry;
      item.stored = true;
    }
    return true;
  }
}

const wantsUpload = ({ entry, ready }: Item) =>
  ready && entry.state === "waiting" && entry.paused !== true && needsUpload(entry);

/** All but the blobs, which are other objects each time that they are read. */
const contentOf = (entry: OutboxEntry) => JSON.stringify(entry);

const byPosition = (one: Item, other: Item) => one.entry.position - other.entry.position;
