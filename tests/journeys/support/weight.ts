import type { Page } from "playwright-core";

/** What a page has brought over the network so far, by address: bytes as they came, headers included. */
export type Weight = { total: () => number; of: (part: RegExp) => number };

/** Weighs everything that the page loads from now on, without its cache: documents, scripts, styles, pictures, calls. */
export async function weigh(page: Page): Promise<Weight> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  const urls = new Map<string, string>();
  const bytes = new Map<string, number>();
  session.on("Network.requestWillBeSent", ({ request, requestId, type }) => {
    // What the page before it had asked for is not its weight, even if it was asked for a moment ago.
    if (type === "Document") [urls, bytes].forEach((kept) => kept.clear());
    urls.set(requestId, request.url);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const url = urls.get(requestId);
    if (url === undefined) return;
    bytes.set(url, (bytes.get(url) ?? 0) + encodedDataLength);
  });
  const of = (part: RegExp) =>
    [...bytes].reduce((sum, [url, size]) => (part.test(url) ? sum + size : sum), 0);
  return { of, total: () => of(/^/) };
}
