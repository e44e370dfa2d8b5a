import type { JournalEntry } from "@relais/core";
import type { Connection } from "../connections/connection.ts";
import { Stream, type StreamSource } from "./stream.ts";

/** The journals that somebody connected here follows. Without followers a stream is forgotten. */
export class Streams {
  readonly #streams = new Map<string, Stream>();
  readonly #conversations: StreamSource;
  readonly #organizations: StreamSource;

  constructor(conversations: StreamSource, organizations: StreamSource) {
    this.#conversations = conversations;
    this.#organizations = organizations;
  }

  conversation(id: string, organizationId: string): Stream {
    return this.#open(id, organizationId, this.#conversations);
  }

  organization(id: string): Stream {
    return this.#open(id, id, this.#organizations);
  }

  find(id: string): Stream | undefined {
    return this.#streams.get(id);
  }

  /** Keeps a stream alive while somebody catches up with it. */
  hold(stream: Stream): Stream {
    stream.held += 1;
    return stream;
  }

  release(stream: Stream): void {
    stream.held -= 1;
    this.#forgetIdle(stream);
  }

  leave(stream: Stream, connection: Connection): void {
    stream.followers.delete(connection);
    this.#forgetIdle(stream);
  }

  #forgetIdle(stream: Stream): void {
    if (stream.followers.size === 0 && stream.held === 0) this.#streams.delete(stream.id);
  }

  /** A commit of this process: what belongs to one stream goes out as one frame. */
  hear(entries: readonly JournalEntry[]): void {
    if (entries.length === 1 && entries[0] !== undefined) {
      this.#streams.get(entries[0].stream_id)?.hear(entries);
      return;
    }
    const byStream = new Map<string, JournalEntry[]>();
    for (const entry of entries) {
      const list = byStream.get(entry.stream_id);
      if (list === undefined) byStream.set(entry.stream_id, [entry]);
      else list.push(entry);
    }
    for (const [id, list] of byStream) this.#streams.get(id)?.hear(list);
  }

  wake(streamIds: readonly string[]): void {
    for (const id of streamIds) this.#streams.get(id)?.pull();
  }

  /** When news may have been missed, of whatever stream. */
  pullAll(): void {
    for (const stream of this.#streams.values()) stream.pull();
  }

  get size(): number {
    return this.#streams.size;
  }

  #open(id: string, organizationId: string, source: StreamSource): Stream {
    let stream = this.#streams.get(id);
    if (stream === undefined) {
      stream = new Stream(id, organizationId, source);
      this.#streams.set(id, stream);
    }
    return stream;
  }
}
