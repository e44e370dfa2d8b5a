import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { ConfigError } from "../../config.ts";
import { rangeOf } from "../files/range.ts";
import type { App } from "../route.ts";

/** Where pages find the operator's file. */
export const tilesPath = "/map.pmtiles";

/** Of the header of a PMTiles file, https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md */
const header = { bytes: 127, version: 7, tileType: 99 };
const vectorTiles = 1;

/**
 * Serves the operator's file of map tiles, a range at a time. It is looked at once, at the start: what
 * is not such a file stops it.
 */
export async function serveTilesFile(app: App, file: string): Promise<void> {
  await checkFile(file);
  app.get(tilesPath, { schema: { hide: true } }, async (request, reply) => {
    // The operator may replace it while we run; readers notice by the tag.
    const { size, mtimeMs } = await stat(file);
    reply
      .header("content-type", "application/vnd.pmtiles")
      .header("accept-ranges", "bytes")
      .header("cache-control", "public, max-age=86400")
      .header("etag", `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`);
    const wanted = rangeOf(request.headers.range, size);
    // All of it may be the map of a country: nobody who shows a map asks for that.
    if (wanted === "all" || wanted === "nothing") {
      return reply.code(416).header("content-range", `bytes */${size}`).send();
    }
    const { from, to } = wanted;
    return reply
      .code(206)
      .header("content-range", `bytes ${from}-${to}/${size}`)
      .header("content-length", to - from + 1)
      .send(createReadStream(file, { start: from, end: to }) as never);
  });
}

async function checkFile(path: string): Promise<void> {
  const start = Buffer.alloc(header.bytes);
  try {
    const file = await open(path);
    await file.read(start, 0, header.bytes, 0).finally(() => file.close());
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigError(`TILES_FILE cannot be read (${code}): put the path of a PMTiles file.`);
  }
  const isArchive = start.toString("latin1", 0, 7) === "PMTiles" && start[header.version] === 3;
  if (isArchive && start[header.tileType] === vectorTiles) return;
  throw new ConfigError(
    "TILES_FILE is no PMTiles file (version 3) of vector tiles: put one as Protomaps offers them.",
  );
}
