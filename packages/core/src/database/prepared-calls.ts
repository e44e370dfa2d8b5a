import pg from "pg";
import { isDatabaseAnswer } from "./violations.ts";

/** A statement whose rows nobody reads, with its values as PostgreSQL writes them. */
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

  /** Resolves when it is done and committed; rejects with the database's answer, or with what broke the connection. */
  async call(call: PreparedCall): Promise<void> {
    const connection = this.#idle.pop() ?? (await this.#connect());
    try {
      await connection.call(call);
    } catch (error) {
      // What happened on a connection that failed otherwise than by an answer is unknown: not used again.
      if (!isDatabaseAnswer(error)) connection.release(true);
      throw error;
    } finally {
      if (!connection.released) this.#idle.push(connection);
    }
  }

  /** Gives the connections back; no call may be under way. */
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

  call(call: PreparedCall): Promise<void> {
    this.since = performance.now();
    return new Promise((resolve, reject) => {
      const callback = (error?: Error | null): void => {
        this.since = undefined;
        if (error) reject(error);
        else resolve();
      };
      this.#client.query(new Execution(call, this.#request, callback));
    });
  }
}

/** What the driver knows to be prepared in a session, whoever asked for it; its types do not say so. */
type DriverConnection = pg.Connection & { readonly parsedStatements: Record<string, string> };

/** What the driver asks of a query of somebody else's making. */
class Execution implements pg.Submittable {
  readonly callback: (error?: Error | null) => void;
  /** What it notes as prepared when it was. */
  readonly name: string;
  readonly text: string;
  readonly #call: PreparedCall;
  readonly #request: CallRequest;

  constructor(call: PreparedCall, request: CallRequest, callback: (error?: Error | null) => void) {
    this.name = call.name;
    this.text = call.text;
    this.callback = callback;
    this.#call = call;
    this.#request = request;
  }

  submit(connection: pg.Connection): void {
    const { name, text } = this.#call;
    if ((connection as DriverConnection).parsedStatements[name] === undefined) {
      connection.parse({ name, text, types: [] }, true);
    }
    connection.stream.write(this.#request.encode(this.#call));
  }

  handleDataRow(): void {}

  handleCommandComplete(): void {}

  handleError(error: Error): void {
    this.callback(error);
  }

  handleReadyForQuery(): void {
    this.callback(null);
  }
}

/** What follows the values: nothing is said of the format of columns; Execute without a limit, Sync. */
const executeAndSync = Buffer.from([0, 0, 0x45, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0x53, 0, 0, 0, 4]);
/** In UTF-8 a unit of a string takes three bytes at most. */
const longestUnit = 3;

/**
 * Bind, Execute and Sync (PostgreSQL's protocol 3, "extended query") in one buffer, which serves all calls of a
 * connection: the next one is written when the answer to the one before has come, so that one was read.
 */
class CallRequest {
  #bytes = Buffer.allocUnsafe(4_096);

  /** Valid until the next call. */
  encode({ name, values }: PreparedCall): Buffer {
    this.#reserve(name, values);
    const bytes = this.#bytes;
    bytes[0] = 0x42;
    // No name: the portal ends with the transaction.
    bytes[5] = 0;
    let at = 6 + bytes.write(name, 6);
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
    executeAndSync.copy(bytes, at);
    bytes.writeInt32BE(at + 1, 1);
    return bytes.subarray(0, at + executeAndSync.length);
  }

  #reserve(name: string, values: readonly (string | null)[]): void {
    let size = 64 + name.length * longestUnit;
    for (const value of values) size += 4 + (value?.length ?? 0) * longestUnit;
    if (size > this.#bytes.length) this.#bytes = Buffer.allocUnsafe(size * 2);
  }
}
