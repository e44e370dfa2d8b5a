import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findBinaries } from "./find-binaries.ts";
import { linkLibraries } from "./link-libraries.ts";
import { reachableBinaries } from "./reachable-binaries.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "relais-binaries-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe("linkLibraries", () => {
  it("makes the links that an install without scripts left out, and leaves the others alone", () => {
    const root = join(directory, "postgresql-18");
    mkdirSync(join(root, "lib"), { recursive: true });
    writeFileSync(join(root, "lib", "libicuuc.so.60.2"), "");
    const links = ["libicuuc.so.60", "libicuuc.so"].map((name) => ({
      source: "native/lib/libicuuc.so.60.2",
      target: `native/lib/${name}`,
    }));
    writeFileSync(join(root, "pg-symlinks.json"), JSON.stringify(links));
    linkLibraries(root);
    linkLibraries(root);
    expect(readlinkSync(join(root, "lib", "libicuuc.so.60"))).toBe("libicuuc.so.60.2");
    expect(readdirSync(join(root, "lib"))).toHaveLength(3);
  });
});

describe.runIf(process.getuid?.() === 0)("reachableBinaries, as root", () => {
  const nobody = { name: "nobody", uid: 65534, gid: 65534 };
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

  it("copies the binaries out of a folder that their account cannot enter, once", () => {
    chmodSync(directory, 0o755);
    const closed = join(directory, "closed");
    mkdirSync(closed, { mode: 0o700 });
    const installed = findBinaries();
    cpSync(join(installed.root, "bin"), join(closed, "native", "bin"), { recursive: true });
    const binaries = { ...installed, root: join(closed, "native") };
    const copies = join(directory, "copies");

    const copied = reachableBinaries(binaries, nobody, log, copies);
    expect(copied.root).toBe(join(copies, `postgresql-${installed.version}`));
    expect(statSync(join(copied.root, "bin", "postgres")).mode & 0o001).toBe(1);
    expect(reachableBinaries(binaries, nobody, log, copies)).toEqual(copied);
    expect(readdirSync(copies)).toHaveLength(1);
  });

  it("refuses a copy that somebody else could have made", () => {
    chmodSync(directory, 0o700);
    const binaries = { ...findBinaries(), root: join(directory, "native") };
    const copies = join(directory, "copies");
    mkdirSync(join(binaries.root, "bin"), { recursive: true });
    mkdirSync(join(copies, `postgresql-${binaries.version}`, "bin"), { recursive: true });
    expect(() => reachableBinaries(binaries, nobody, log, copies)).toThrow(/Remove it/);
  });
});
