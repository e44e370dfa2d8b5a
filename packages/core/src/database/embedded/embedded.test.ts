import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import {
  DatabaseStartError,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  openEmbeddedPostgres,
} from "./index.ts";
import { goneWithin, isAlive } from "./processes.ts";

// Real starts, next to every other test of the project.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const disk = vi.hoisted(() => ({ full: false }));

// The real one, but for a disk that is full when a test says so.
vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof import("node:fs/promises")>();
  const statfs = async (path: string) => {
    const found = await real.statfs(path);
    return disk.full ? { ...found, bavail: 0 } : found;
  };
  return { ...real, statfs };
});

const OWNER = fileURLToPath(new URL("./owner.fixture.ts", import.meta.url));

/** As `npm start` has it, but for a log that is not made long beforehand: that is a quarter of a gigabyte for each test. */
const settings = { min_wal_size: "2MB" };

/** A database that has been started once and stopped in order. */
let made: string;
let directory: string;
let said: string[];
let opened: EmbeddedPostgres[];
let owners: ChildProcess[];

beforeAll(async () => {
  made = mkdtempSync(join(tmpdir(), "relais-embedded-"));
  const log = { info() {}, warn() {}, error() {} };
  await (await openEmbeddedPostgres({ dataDirectory: join(made, "data"), log, settings })).stop();
});
afterAll(() => rmSync(made, { recursive: true, force: true }));

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "relais-embedded-"));
  said = [];
  opened = [];
  owners = [];
});

afterEach(async () => {
  for (const owner of owners) owner.kill("SIGKILL");
  await Promise.all(opened.map((database) => database.stop()));
  // What a killed owner left behind.
  const data = join(directory, "data");
  if (existsSync(join(data, "cluster", "postmaster.pid"))) await (await open()).stop();
  rmSync(directory, { recursive: true, force: true });
});

const say = (text: string) => void said.push(text);

async function open(options: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> {
  const log = { info: say, warn: say, error: say };
  const dataDirectory = join(directory, "data");
  const database = await openEmbeddedPostgres({ dataDirectory, log, settings, ...options });
  opened.push(database);
  return database;
}

async function ask<T>(database: EmbeddedPostgres, question: string): Promise<T> {
  const { socketDirectory: host, port, superuser: user, database: name } = database;
  const client = new Client({ host, port, user, database: name });
  await client.connect();
  try {
    const { rows } = await client.query<{ answer: T }>(question);
    return rows[0]?.answer as T;
  } finally {
    await client.end();
  }
}

function postmasterPid(data = join(directory, "data")): number {
  return Number(readFileSync(join(data, "cluster", "postmaster.pid"), "utf8").split("\n")[0]);
}

/** Another process that opens the database; resolves with the number of its PostgreSQL, or NaN if it ends before. */
async function startOwner(): Promise<{ owner: ChildProcess; pid: number }> {
  const { owner, lines } = spawnOwner();
  for await (const line of lines) if (/^\d+$/.test(line)) return { owner, pid: Number(line) };
  return { owner, pid: Number.NaN };
}

function spawnOwner() {
  const args = [OWNER, join(directory, "data"), JSON.stringify(settings)];
  const owner = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "ignore"],
  });
  owners.push(owner);
  return { owner, lines: createInterface({ input: owner.stdout }) };
}

/** Its second start is to come: a first one takes seconds, and most rules are of every start. */
function haveData(): void {
  // The same owners: a database is particular about them.
  execFileSync("cp", ["-a", join(made, "data"), directory]);
}

describe("openEmbeddedPostgres", () => {
  it("creates the database at the first start and keeps its rows for the next", async () => {
    const first = await open();
    await ask(first, "create table kept as select 'yes' as answer");
    const pid = postmasterPid();
    await first.stop();
    expect(isAlive(pid)).toBe(false);

    const second = await open();
    expect(await ask(second, "select answer from kept")).toBe("yes");
  });

  it("serves a unix socket that only its owner reaches, and no network", async () => {
    haveData();
    const database = await open();
    expect(await ask(database, "select current_setting('listen_addresses') as answer")).toBe("");
    expect(statSync(database.socketDirectory).mode & 0o777).toBe(0o700);
    expect(statSync(join(directory, "data")).mode & 0o777).toBe(0o700);
  });

  it("P1: syncs every commit to disk", async () => {
    haveData();
    const database = await open();
    const setting = (name: string) => ask(database, `select current_setting('${name}') as answer`);
    expect(await setting("fsync")).toBe("on");
    expect(await setting("synchronous_commit")).toBe("on");
    expect(await setting("full_page_writes")).toBe("on");
  });

  it("makes a new log as long as it is to be, so that nobody waits for its segments", async () => {
    haveData();
    const database = await open({ settings: { min_wal_size: "24MB" } });
    const ahead =
      "select count(*)::int as answer from pg_ls_waldir() where name > pg_walfile_name(pg_current_wal_insert_lsn())";
    await vi.waitFor(async () => expect(await ask(database, ahead)).toBeGreaterThanOrEqual(24), {
      timeout: 10_000,
    });
    await ask(database, "create table kept as select 'yes' as answer");
    process.kill(postmasterPid(), "SIGKILL");
    await vi.waitFor(
      async () => expect(await ask(database, "select answer from kept")).toBe("yes"),
      {
        timeout: 10_000,
      },
    );
  });

  it("takes up the PostgreSQL that a killed owner left running", async () => {
    haveData();
    const { owner, pid: left } = await startOwner();
    owner.kill("SIGKILL");
    await once(owner, "exit");
    expect(isAlive(left)).toBe(true);

    const database = await open();
    expect(postmasterPid()).toBe(left);
    expect(await ask(database, "select 1 as answer")).toBe(1);
    await database.stop();
    expect(isAlive(left)).toBe(false);
  });

  it("stops the PostgreSQL that was left running when it has other settings", async () => {
    haveData();
    const { owner, pid: left } = await startOwner();
    owner.kill("SIGKILL");
    await once(owner, "exit");

    const database = await open({ settings: { ...settings, work_mem: "9MB" } });
    expect(isAlive(left)).toBe(false);
    expect(await ask(database, "select current_setting('work_mem') as answer")).toBe("9MB");
  });

  it("P1: finds every committed row after a kill -9 of PostgreSQL and of its owner", async () => {
    haveData();
    const { owner, pid } = await startOwner();
    const probe = { host: join(directory, "data", "socket"), user: "postgres", database: "relais" };
    const client = new Client(probe);
    client.on("error", () => undefined);
    await client.connect();
    await client.query("create table acknowledged as select generate_series(1, 1000)");
    owner.kill("SIGKILL");
    process.kill(pid, "SIGKILL");

    const database = await open();
    expect(await ask(database, "select count(*)::int as answer from acknowledged")).toBe(1000);
  });

  it("starts PostgreSQL again when it is killed under a running owner", async () => {
    haveData();
    const database = await open();
    await ask(database, "create table kept as select 'yes' as answer");
    const killed = postmasterPid();
    const back = new Promise<void>((resolve) => {
      const push = said.push.bind(said);
      said.push = (...texts) => {
        if (texts.includes("PostgreSQL is back.")) resolve();
        return push(...texts);
      };
    });
    process.kill(killed, "SIGKILL");
    await back;
    expect(postmasterPid()).not.toBe(killed);
    expect(await ask(database, "select answer from kept")).toBe("yes");
  });

  it("waits for room when a full disk has ended PostgreSQL, and starts it again then", async () => {
    haveData();
    const database = await open();
    await ask(database, "select pg_switch_wal() as answer");
    const cluster = join(directory, "data", "cluster");
    disk.full = true;
    try {
      // What keeps it from coming back, as a log does that cannot be written.
      renameSync(join(cluster, "global"), join(cluster, "aside"));
      process.kill(postmasterPid(), "SIGKILL");
      await expect.poll(() => said.some((line) => /is full: make room\./.test(line))).toBe(true);
      renameSync(join(cluster, "aside"), join(cluster, "global"));
    } finally {
      disk.full = false;
    }
    await expect.poll(() => said.at(-1)).toBe("PostgreSQL is back.");
    expect(await ask(database, "select 1 as answer")).toBe(1);
  });

  it("says so when a full disk is why it does not start", async () => {
    haveData();
    await (await open()).stop();
    disk.full = true;
    try {
      renameSync(join(directory, "data", "cluster", "global"), join(directory, "aside"));
      await expect(open()).rejects.toThrow(/did not start: .*is full: make room\.$/);
    } finally {
      disk.full = false;
      renameSync(join(directory, "aside"), join(directory, "data", "cluster", "global"));
    }
  });

  it("says what to do where the data directory is a file", async () => {
    const file = join(directory, "file");
    writeFileSync(file, "");
    for (const dataDirectory of [file, join(file, "postgres")]) {
      await expect(open({ dataDirectory })).rejects.toThrow(/cannot be made.*RELAIS_DATA_DIR/);
    }
  });

  it("refuses a second server on the same data directory and names the first", async () => {
    haveData();
    const { owner } = await startOwner();
    const refusal = await open().catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DatabaseStartError);
    expect(String(refusal)).toContain(`process ${owner.pid}`);
    expect(owner.exitCode).toBe(null);
  });

  it("lets one of two first starts at once win", async () => {
    const results = await Promise.allSettled([startOwner(), open()]);
    const [other, ours] = results;
    const theirs = other.status === "fulfilled" && other.value.pid > 0;
    expect(theirs).not.toBe(ours.status === "fulfilled");
  });

  it("uses a short folder of its own when the path of the socket would be too long", async () => {
    const dataDirectory = join(directory, "l".repeat(60), "o".repeat(60));
    const database = await open({ dataDirectory });
    expect(database.socketDirectory).toMatch(/^\/tmp\/relais-/);
    expect(statSync(database.socketDirectory).mode & 0o777).toBe(0o700);
    expect(await ask(database, "select 1 as answer")).toBe(1);
    rmSync(database.socketDirectory, { recursive: true, force: true });
  });

  it.each(["SIGTERM", "SIGINT"] as const)(
    "leaves no process behind after a %s while it starts",
    async (name) => {
      const { owner, lines } = spawnOwner();
      await once(lines, "line");
      owner.kill(name);
      const [, signal] = await once(owner, "exit");
      expect(signal).toBe(name);
      expect(readdirSync(join(directory, "data")).sort()).toEqual(["socket"]);
    },
  );

  it("leaves no process behind after a SIGTERM to an owner that does not handle it", async () => {
    haveData();
    const { owner, pid } = await startOwner();
    owner.kill("SIGTERM");
    await once(owner, "exit");
    expect(await goneWithin(pid, 5_000)).toBe(true);
  });

  it("forgets a lock file whose number now belongs to another process", async () => {
    haveData();
    const first = await open();
    await first.stop();
    const file = join(directory, "data", "cluster", "postmaster.pid");
    const other = spawn("sleep", ["60"]);
    const { uid, gid } = statSync(join(directory, "data", "cluster"));
    writeFileSync(file, `${other.pid}\n/elsewhere\n1\n5432\n\n\n`, { mode: 0o600 });
    chownSync(file, uid, gid);
    const second = await open();
    expect(await ask(second, "select 1 as answer")).toBe(1);
    other.kill();
  });

  it("says so when the database was made by another major version", async () => {
    const cluster = join(directory, "data", "cluster");
    mkdirSync(cluster, { recursive: true });
    writeFileSync(join(cluster, "PG_VERSION"), "15\n");
    await expect(open()).rejects.toThrow(/made by PostgreSQL 15/);
  });
});
