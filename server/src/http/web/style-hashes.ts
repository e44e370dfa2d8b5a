import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";

/** The hashes of the styles that a page of the build holds; read anew when the app was built anew. */
export function styleHashes(): (page: string) => readonly string[] {
  let builtAt = 0;
  let hashes: readonly string[] = [];
  return (page) => {
    const { mtimeMs } = statSync(page);
    if (mtimeMs === builtAt) return hashes;
    builtAt = mtimeMs;
    const styles = readFileSync(page, "utf8").matchAll(/<style>([^]*?)<\/style>/g);
    hashes = [...styles].map(([, style = ""]) =>
      createHash("sha256").update(style).digest("base64"),
    );
    return hashes;
  };
}
