import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { FolderStore } from "./folder-store.ts";

const calls = vi.hoisted((): string[] => []);
const broken = vi.hoisted((): { code?: string } => ({}));

// The real ones, which say in what order they are asked.
vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof import("node:fs/promises")>();
  return {
    ...real,
    open: async (path: string, flags: string, mode?: number) => {
      const handle = await real.open(path, flags, mode);
      const sync = handle.sync.bind(handle);
      handle.sync = async () => {
        calls.push(`sync ${path}`);
        if (flags === "r" && broken.code !== undefined) {
          throw Object.assign(new Error("no sync"), { code: broken.code });
        }
        await sync();
      };
      return handle;
    },
    rename: async (from: string, to: string) => {
      calls.push(`rename ${to}`);
      await real.rename(from, to);
    },
  };
});

let folder: string;
let store: FolderStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "relais-files-"));
  store = new FolderStore(folder);
  calls.length = 0;
  delete broken.code;
});
afterEach(() => rm(folder, { recursive: true }));

const text = async (key: string) => {
  const chunks: Buffer[] = [];
  for await (const chunk of (await store.read(key)) ?? []) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

describe.skipIf(process.platform === "win32")("A file that is kept", () => {
  test("is on disk before it has its name, and its name before it is acknowledged", async () => {
    await store.put("one/original", Buffer.from("a"));
    const path = join(folder, "one", "original");
    expect(calls[0]).toMatch(/^sync .*drafts.[0-9a-f]{24}$/);
    expect(calls.slice(1)).toEqual([`rename ${path}`, `sync ${dirname(path)}`, `sync ${folder}`]);
    expect(await text("one/original")).toBe("a");
  });

  test("asks for its own folder alone where that was there", async () => {
    await store.put("one/original", Buffer.from("a"));
    calls.length = 0;
    await store.put("one/preview", Buffer.from("b"));
    expect(calls.slice(2)).toEqual([`sync ${join(folder, "one")}`]);
  });

  test("is kept in a folder that is named from here", async () => {
    store = new FolderStore(relative(process.cwd(), folder));
    await store.put("one/original", Buffer.from("a"));
    expect(calls.slice(2)).toEqual([`sync ${join(folder, "one")}`, `sync ${folder}`]);
  });

  test.each(["EINVAL", "EPERM"])("is kept where folders cannot be synced (%s)", async (code) => {
    broken.code = code;
    await store.put("one/original", Buffer.from("a"));
    expect(await text("one/original")).toBe("a");
  });

  test("is not there when its server was killed while it wrote, and what it wrote goes with the sweep", async () => {
    await store.put("one/original", Buffer.from("a"));
    const draft = join(folder, "drafts", "half");
    await writeFile(draft, "b");
    const { mtime } = await stat(draft);
    expect(await store.removeDrafts(mtime)).toBe(0);
    expect(await store.removeDrafts(new Date(mtime.getTime() + 1))).toBe(1);
    await expect(stat(draft)).rejects.toMatchObject({ code: "ENOENT" });
    expect(await text("one/original")).toBe("a");
  });

  test("is left when the rest of its folder goes", async () => {
    for (const name of ["part-0-1", "whole"]) await store.put(`one/${name}`, Buffer.from(name));
    await store.removeFolder("one", ["one/whole"]);
    expect(await text("one/whole")).toBe("whole");
    expect(await store.read("one/part-0-1")).toBeUndefined();
    await store.removeFolder("one");
    await store.removeFolder("one", ["one/whole"]);
    expect(await store.read("one/whole")).toBeUndefined();
  });

  test("is not acknowledged when the disk fails", async () => {
    broken.code = "EIO";
    await expect(store.put("one/original", Buffer.from("a"))).rejects.toMatchObject({
      code: "EIO",
    });
  });
});
