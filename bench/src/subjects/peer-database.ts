import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type EmbeddedPostgres, openEmbeddedPostgres } from "@relais/core";
import { Client, type QueryResultRow } from "pg";
import type { Room } from "../load/adapter.ts";
import { textOf } from "../load/marker.ts";
import { schema } from "../peers/schema.ts";
import type { Population } from "./subject.ts";

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const log = { info() {}, warn: say, error: say };

/** The database of the peers: the same kind of PostgreSQL as the product's own, in a folder of its own. */
export class PeerDatabase {
  readonly #postgres: EmbeddedPostgres;
  readonly #directory: string;

  static async open(directory: string): Promise<PeerDatabase> {
    const database = new PeerDatabase(
      await openEmbeddedPostgres({ dataDirectory: directory, log }),
      directory,
    );
    await database.#query(schema);
    return database;
  }

  private constructor(postgres: EmbeddedPostgres, directory: string) {
    this.#postgres = postgres;
    this.#directory = directory;
  }

  /** What a peer needs in its environment. */
  get settings(): Record<string, string> {
    return {
      PEER_DATABASE_HOST: this.#postgres.socketDirectory,
      PEER_DATABASE_PORT: String(this.#postgres.port),
      PEER_DATABASE_USER: this.#postgres.superuser,
      PEER_DATABASE_NAME: this.#postgres.database,
    };
  }

  get pid(): number {
    return Number(
      readFileSync(join(this.#directory, "cluster", "postmaster.pid"), "utf8").split("\n")[0],
    );
  }

  /** Writes the messages of a population, room after room, so that positions are dense within a room. */
  async populate(name: string, population: Population): Promise<Room[]> {
    const { rooms, membersPerRoom, messagesPerRoom } = population;
    const members = Array.from({ length: membersPerRoom }, (_, index) => `person-${index}`);
    if (messagesPerRoom > 0) await this.#insert(name, population);
    const last = await this.#query<{ room: string; last: string }>(
      "select room, max(id) as last from messages where room like $1 group by room",
      [`${name}-%`],
    );
    const lastOf = new Map(last.map((row) => [row.room, Number(row.last)]));
    return Array.from({ length: rooms }, (_, index) => {
      const id = `${name}-${index}`;
      return { id, members, last: lastOf.get(id) ?? 0 };
    });
  }

  async stop(): Promise<void> {
    await this.#postgres.stop();
  }

  async #insert(name: string, { rooms, messagesPerRoom }: Population): Promise<void> {
    const present = await this.#query("select 1 from messages where room = $1 limit 1", [
      `${name}-0`,
    ]);
    if (present.length > 0) return;
    await this.#query(
      `insert into messages (room, sender, text)
       select $1 || '-' || room, 'person-0', replace($2, '000000000', lpad(number::text, 9, '0'))
         from generate_series(0, $3 - 1) room, generate_series(0, $4 - 1) number
        order by room, number`,
      [name, textOf(0), rooms, messagesPerRoom],
    );
    await this.#query("vacuum analyze messages");
  }

  async #query<Row extends QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]> {
    const client = new Client({
      host: this.#postgres.socketDirectory,
      port: this.#postgres.port,
      user: this.#postgres.superuser,
      database: this.#postgres.database,
    });
    await client.connect();
    try {
      return (await client.query<Row>(text, values)).rows;
    } finally {
      await client.end();
    }
  }
}
