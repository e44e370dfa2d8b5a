import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";

/** How many kilobytes of packed JavaScript this page loads when it is opened at `path`. */
export async function scriptKilobytes(
  page: Page,
  path: string,
  opened: () => Promise<void>,
): Promise<number> {
  const urls = new Set<string>();
  const listener = (request: { url(): string; resourceType(): string }) => {
    if (request.resourceType() === "script") urls.add(request.url());
  };
  page.on("request", listener);
  await page.goto(path);
  await opened();
  page.off("request", listener);
  const bodies = await Promise.all([...urls].map(async (url) => (await fetch(url)).arrayBuffer()));
  return bodies.reduce((sum, body) => sum + gzipSync(body).length, 0) / 1_024;
}
