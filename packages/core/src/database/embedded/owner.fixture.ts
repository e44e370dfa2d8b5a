// A process that owns an embedded database, for tests that kill it: `node owner.fixture.ts <data directory>
// <settings as JSON>`.
// Prints what the launcher says and then the process number of PostgreSQL when the database is ready, and stays.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openEmbeddedPostgres } from "./index.ts";

const [dataDirectory = "", settings = "{}"] = process.argv.slice(2);
const say = (text: string) => void process.stdout.write(`${text}\n`);
const log = { info: say, warn: say, error: say };
const database = await openEmbeddedPostgres({
  dataDirectory,
  log,
  settings: JSON.parse(settings) as Record<string, string>,
});
const [pid] = readFileSync(join(dataDirectory, "cluster", "postmaster.pid"), "utf8").split("\n");
say(`${pid}`);
await database.closed;
