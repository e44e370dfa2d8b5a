import pg from "pg";
import { isDatabaseAnswer } from "./violations.ts";

/** A statement whose rows nobody reads, with its values as PostgreSQL reads them. */
export type PreparedCall = {
  /** Of the prepared statement: the same text each time. */
  readonly name: string;
  readonly text: string;
  readonly values: readonly (string | null)[];
};

/** A database that went silent must not hold a caller for ever. */
const longestMs = 30_000;
/** How often that is looked at: a timer for each call would cost more than its encoding. */
const lookMs = 5_000;

/**
 * Runs calls on connections of its own, the one used last first: it is the one whose memory is warm.
 *
 * Problem: on the path of every message the driver's own way costs as much as the statement: four messages to the
 * server in a vectored write, a description of the columns back, and a result made of them. Way chosen: the driver
 * connects, signs in, queues and reports errors as ever; what is asked and answered is one buffer each way.
 */
export class PreparedCalls {
  readonly #pool: pg.Pool;
  readonly #idle: HeldConnection[] = [];
  readonly #open: HeldConnection[] = [];
  #looking: NodeJS.Timeout | undefined;

  /** The pool must have room for the calls that are under way at once, and need not mind how long they take. */
  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /**
   * Runs these one after another in one transaction. Resolves when they are committed; rejects with the database's
   * answer to the first that it refused, or with what broke the connection.
   */
  async run(calls: readonly PreparedCall[]): Promise<void> {
    const connection = this.#idle.pop() ?? (await this.#connect());
    try {
      await connection.run(calls);
    } catch (error) {
      // What happened on a connection that failed otherwise than by an answer is unknown: not used again.
      if (!isDatabaseAnswer(error)) connection.release(true);
      throw error;
    } finally {
      if (!connection.released) this.#idle.push(connection);
    }
  }

  /** Gives the connections back; nothing may be under way. */
  close(): void {
    clearInterval(this.#looking);
    for (const connection of this.#idle.splice(0)) connection.release();
  }

  #endTheSilent(): void {
    const before = performance.now() - longestMs;
    for (const connection of this.#open) {
      if (connection.since !== undefined && connection.since < before) connection.release(true);
    }
  }

  async #connect(): Promise<HeldConnection> {
    this.#looking ??= setInterval(() => this.#endTheSilent(), lookMs).unref();
    const connection = new HeldConnection(await this.#pool.connect());
    this.#open.push(connection);
    connection.onEnd(() => {
      remove(this.#open, connection);
      remove(this.#idle, connection);
    });
    return connection;
  }
}

function remove<Value>(list: Value[], value: Value): void {
  const at = list.indexOf(value);
  if (at !== -1) list.splice(at, 1);
}

class HeldConnection {
  readonly #client: pg.PoolClient;
  readonly #request = new CallRequest();
  released = false;
  /** When the call under way was asked for; undefined while there is none. */
  since: number | undefined;

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  /** We ended it, or the server did, or the network, perhaps while nothing was asked. */
  onEnd(forget: () => void): void {
    this.#client.once("end", () => {
      forget();
      this.release(true);
    });
  }

  release(destroy = false): void {
    if (this.released) return;
    this.released = true;
    this.#client.release(destroy);
  }

  async run(calls: readonly PreparedCall[]): Promise<void> {
    this.since = performance.now();
    try {
      for (const call of calls) if (!this.#knows(call)) await this.#ask(new Preparation(call));
      await this.#ask(new Execution(this.#request.encode(calls)));
    } finally {
      this.since = undefined;
    }
  }

  #knows({ name }: PreparedCall): boolean {
    return (this.#client as DriverClient).connection.parsedStatements[name] !== undefined;
  }

  #ask(question: Question): Promise<void> {
    return new Promise((resolve, reject) => {
      question.callback = (error) => (error ? reject(error) : resolve());
      this.#client.query(question);
    });
  }
}

/** What the driver knows to be prepared in a session, whoever asked for it; its types do not say so. */
type DriverClient = pg.PoolClient & {
  readonly connection: { readonly parsedStatements: Record<string, string> };
};

/** What the driver asks of a query of somebody else's making. */
abstract class Question implements pg.Submittable {
  callback: (error?: Error | null) => void = () => {};

  abstract submit(connection: pg.Connection): void;

  handleDataRow(): void {}

  handleCommandComplete(): void {}

  handleError(error: Error): void {
    this.callback(error);
  }

  handleReadyForQuery(): void {
    this.callback(null);
  }
}

/** Once for each statement of a session, by itself: whatever becomes of its first call, it is prepared. */
class Preparation extends Question {
  /** What the driver notes as prepared when it was. */
  readonly name: string;
  readonly text: string;

  constructor({ name, text }: PreparedCall) {
    super();
    this.name = name;
    this.text = text;
  }

  submit(connection: pg.Connection): void {
    connection.parse({ name: this.name, text: this.text, types: [] }, true);
    connection.sync();
  }
}

class Execution extends Question {
  readonly #request: Buffer;

  constructor(request: Buffer) {
    super();
    this.#request = request;
  }

  submit(connection: pg.Connection): void {
    connection.stream.write(this.#request);
  }
}

/** What follows the values: nothing is said of the format of columns; Execute without a limit. */
const execute = Buffer.from([0, 0, 0x45, 0, 0, 0, 9, 0, 0, 0, 0, 0]);
/** Ends, and commits, the transaction that all before it since the last one are. */
const sync = Buffer.from([0x53, 0, 0, 0, 4]);
/** In UTF-8 a unit of a string takes three bytes at most. */
const longestUnit = 3;

/**
 * Bind and Execute for each call, and Sync (PostgreSQL's protocol 3, "extended query") in one buffer, which serves all
 * calls of a connection: the next one is written when the answer to the one before has come, so that one was read.
 */
class CallRequest {
  #bytes = Buffer.allocUnsafe(4_096);

  /** Valid until the next time. */
  encode(calls: readonly PreparedCall[]): Buffer {
    this.#reserve(calls);
    let at = 0;
    for (const call of calls) at = this.#bind(call, at);
    sync.copy(this.#bytes, at);
    return this.#bytes.subarray(0, at + sync.length);
  }

  /** Gives where it ended. */
  #bind({ name, values }: PreparedCall, start: number): number {
    const bytes = this.#bytes;
    bytes[start] = 0x42;
    // No name: the portal ends with the transaction, or with the next one.
    bytes[start + 5] = 0;
    let at = start + 6;
    at += bytes.write(name, at);
    bytes[at] = 0;
    // All values are texts.
    at = bytes.writeInt16BE(0, at + 1);
    at = bytes.writeInt16BE(values.length, at);
    for (const value of values) {
      if (value === null) {
        at = bytes.writeInt32BE(-1, at);
      } else {
        const length = bytes.write(value, at + 4);
        at = bytes.writeInt32BE(length, at) + length;
      }
    }
    execute.copy(bytes, at);
    bytes.writeInt32BE(at + 1 - start, start + 1);
    return at + execute.length;
  }

  #reserve(calls: readonly PreparedCall[]): void {
    let size = sync.length;
    for (const { name, values } of calls) {
      size += 64 + name.length * longestUnit;
      for (const value of values) size += 4 + (value?.length ?? 0) * longestUnit;
    }
    if (size > this.#bytes.length) this.#bytes = Buffer.allocUnsafe(size * 2);
  }
}
