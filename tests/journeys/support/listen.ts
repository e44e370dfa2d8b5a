import type { Page } from "playwright-core";

/** Writes down everything that the server tells a page, by HTTP and by socket, from now on. */
export function listen(page: Page): () => Promise<string> {
  const told: Promise<string>[] = [];
  page.on("response", (response) => {
    if (!new URL(response.url()).pathname.startsWith("/v1/")) return;
    // Nothing was told when the page left before the answer came.
    told.push(response.text().catch(() => ""));
  });
  page.on("websocket", (socket) => {
    socket.on("framereceived", ({ payload }) => told.push(Promise.resolve(String(payload))));
  });
  return async () => (await Promise.all(told)).join("\n");
}
