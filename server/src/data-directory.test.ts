import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ConfigError, readConfig } from "./config.ts";
import { makeDataDirectory } from "./data-directory.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "relais-data-directory-"));
});
afterEach(() => rm(folder, { recursive: true }));

const make = (dataDirectory: string, environment: Record<string, string> = {}) =>
  makeDataDirectory({ ...readConfig(environment), dataDirectory });

const elsewhere = {
  DATABASE_URL: "postgres://db.example.org/relais",
  S3_ENDPOINT: "https://s3.example.org",
  S3_BUCKET: "files",
  S3_ACCESS_KEY_ID: "key",
  S3_SECRET_ACCESS_KEY: "secret",
};

it("makes the folder with those above it, and takes one that is there", async () => {
  const path = join(folder, "srv", "relais");
  expect(make(path)).toBe(true);
  expect(make(path)).toBe(true);
  expect((await stat(path)).isDirectory()).toBe(true);
});

it("says which setting names a place that cannot be written", async () => {
  const file = join(folder, "file");
  await writeFile(file, "");
  for (const path of [file, join(file, "data")]) {
    expect(() => make(path)).toThrow(ConfigError);
    expect(() => make(path)).toThrow(/^RELAIS_DATA_DIR [^\n]* \(E\w+\): [^\n]*\.$/);
  }
});

it.runIf(process.platform === "linux")("ends where no folder can ever be made", () => {
  expect(() => make("/proc/relais")).toThrow("RELAIS_DATA_DIR /proc/relais");
});

it("needs none where files and rows are kept elsewhere", async () => {
  const file = join(folder, "file");
  await writeFile(file, "");
  expect(make(file, elsewhere)).toBe(false);
  const { DATABASE_URL } = elsewhere;
  expect(() => make(file, { DATABASE_URL })).toThrow("RELAIS_DATA_DIR");
});
