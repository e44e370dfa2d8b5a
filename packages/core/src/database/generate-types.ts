// Writes the types of all tables from a freshly migrated database: `npm run generate`.
import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { silentLog } from "../log.ts";
import { openDatabase } from "./open.ts";

const target = process.argv[2] ?? fileURLToPath(new URL("./generated/schema.ts", import.meta.url));
const scratch = await mkdtemp(join(tmpdir(), "relais-types-"));
const database = await openDatabase({ dataDirectory: scratch, log: silentLog });
try {
  if ("url" in database.target) throw new Error("types are generated from our own database");
  const { user, port, socketDirectory, database: name, password } = database.target;
  const host = encodeURIComponent(socketDirectory);
  const secret = password === undefined ? "" : `:${encodeURIComponent(password)}`;
  const run = spawnSync(
    process.execPath,
    [
      createRequire(import.meta.url).resolve("kysely-codegen/dist/cli/bin.js"),
      "--dialect=postgres",
      `--url=postgres://${user}${secret}@${host}:${port}/${name}`,
      `--out-file=${target}`,
      // The views of documented APIs are for others: nothing here reads them.
      "--exclude-pattern=claims.*",
      '--type-mapping={"int8":"number","json":"unknown","bytea":"Buffer","xid8":"string"}',
    ],
    { stdio: ["ignore", "inherit", "inherit"] },
  );
  if (run.status !== 0) throw new Error("kysely-codegen failed");
  const text = await readFile(target, "utf8");
  await writeFile(target, text.replace(/export interface DB \{/, "export interface Database {"));
} finally {
  await database.stop();
  await rm(scratch, { recursive: true, force: true });
}
