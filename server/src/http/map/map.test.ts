import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cast, TestServer } from "../../testing/test-server.ts";

const attribution = "© OpenStreetMap";
let folder: string;
let path: string;

/** As much of a PMTiles file as a server looks at, and something to read. */
function archive({ version = 3, tileType = 1 } = {}): Buffer {
  const bytes = Buffer.alloc(1_000, "tiles ");
  bytes.write("PMTiles", 0, "latin1");
  bytes[7] = version;
  bytes[99] = tileType;
  return bytes;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "relais-map-"));
  path = join(folder, "mali.pmtiles");
  await writeFile(path, archive());
});
afterAll(() => rm(folder, { recursive: true }));

async function withServer(
  settings: Parameters<typeof TestServer.start>[0],
  work: (server: TestServer) => Promise<void>,
): Promise<void> {
  const server = await TestServer.start(settings);
  await work(server).finally(() => server.stop());
}

describe("where street maps come from", () => {
  it("is told to who is signed in; without a setting there is only what is built in", () =>
    withServer({}, async (server) => {
      const token = await server.token(cast.awa);
      expect((await server.call("/v1/map")).status).toBe(401);
      expect((await server.call("/v1/map", { token })).body).toEqual({ tiles: null });
      const file = await server.call("/map.pmtiles", { headers: { range: "bytes=0-126" } });
      expect(file.status).toBe(404);
    }));

  it("may be a server of pictures, from which alone pages then load them", () => {
    const url = "https://tiles.example.org/{z}/{x}/{y}.png";
    return withServer({ tiles: { url, attribution } }, async (server) => {
      const token = await server.token(cast.awa);
      expect((await server.call("/v1/map", { token })).body).toEqual({
        tiles: { kind: "pictures", url, attribution },
      });
      const page = await server.call("/", { headers: { accept: "text/html" } });
      expect(page.headers.get("content-security-policy")).toMatch(
        /img-src 'self' data: blob: https:\/\/tiles\.example\.org;/,
      );
    });
  });

  it("may be a file that is served a range at a time, and is noticed when it is replaced", () =>
    withServer({ tiles: { file: path, attribution } }, async (server) => {
      const token = await server.token(cast.awa);
      expect((await server.call("/v1/map", { token })).body).toEqual({
        tiles: { kind: "shapes", url: "/map.pmtiles", attribution },
      });
      const ask = (range?: string) =>
        server.call("/map.pmtiles", range === undefined ? {} : { headers: { range } });
      const first = await ask("bytes=0-6");
      expect([first.status, first.text]).toEqual([206, "PMTiles"]);
      expect(first.headers.get("content-range")).toBe("bytes 0-6/1000");
      expect((await ask("bytes=990-2000")).headers.get("content-range")).toBe("bytes 990-999/1000");
      for (const range of [undefined, "bytes=1000-1010", "lines=0-5"]) {
        expect((await ask(range)).status).toBe(416);
      }
      await utimes(path, new Date(), new Date(Date.now() + 60_000));
      expect((await ask("bytes=0-6")).headers.get("etag")).not.toBe(first.headers.get("etag"));
    }));

  it.each([
    ["another format", Buffer.from("not a map at all")],
    ["an older version", archive({ version: 2 })],
    ["pictures in it", archive({ tileType: 2 })],
  ])("stops the start when the file has %s", async (_what, content) => {
    const wrong = join(folder, "wrong.pmtiles");
    await writeFile(wrong, content);
    const start = TestServer.start({ tiles: { file: wrong, attribution } });
    await expect(start).rejects.toThrow(/^TILES_FILE is no PMTiles file/);
  });

  it("stops the start when the file is not there", async () => {
    const tiles = { file: join(folder, "nowhere.pmtiles"), attribution };
    await expect(TestServer.start({ tiles })).rejects.toThrow(
      /^TILES_FILE cannot be read \(ENOENT/,
    );
  });
});
