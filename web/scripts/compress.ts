import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { minify, type Plugin } from "vite";

const packed = /\.(?:js|css|html|svg|webmanifest)$/;
/** Below this a packet holds it either way. */
const worthwhileBytes = 1_024;

const brotli = (content: Buffer) =>
  promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
const zipped = (content: Buffer) => promisify(gzip)(content, { level: 9 });

/** Puts a packed copy beside every text of the built app: the server sends those, and packs nothing itself. */
export function compress(folder: string): Plugin {
  return {
    name: "relais-compress",
    apply: "build",
    closeBundle: {
      // After the service worker has been written.
      order: "post",
      sequential: true,
      async handler() {
        await minifyFirst(join(folder, "first.js"));
        for (const name of await readdir(folder, { recursive: true })) {
          if (!packed.test(name)) continue;
          const path = join(folder, name);
          const content = await readFile(path);
          if (content.length < worthwhileBytes) continue;
          await writeFile(`${path}.br`, await brotli(content));
          await writeFile(`${path}.gz`, await zipped(content));
        }
      },
    },
  };
}

/** The first script is no part of the bundle: it is copied as it was written. */
async function minifyFirst(path: string): Promise<void> {
  const { code, errors } = await minify(path, await readFile(path, "utf8"));
  if (errors.length > 0) throw new Error(`The first script could not be packed: ${errors.join()}`);
  await writeFile(path, code);
}
