const place = "relais-incoming";
const wordsAt = "/partager/words";
const keptAt = "x-kept-at";
const nameIn = "x-name";

/** What nobody has chosen a conversation for by then was not meant any more. */
const freshMs = 15 * 60_000;

/** What another app shared, until a conversation was chosen for it. */
export type Incoming = { words: string; files: readonly File[] };

/** Keeps what a form of the system brought. In the service worker. */
export async function keepIncoming(form: FormData): Promise<void> {
  await forgetIncoming();
  const cache = await caches.open(place);
  const parts = ["title", "text", "url"].map((name) => String(form.get(name) ?? "").trim());
  const words = [...new Set(parts.filter((part) => part !== ""))].join("\n");
  await cache.put(wordsAt, new Response(words, { headers: { [keptAt]: String(Date.now()) } }));
  const files = form.getAll("files").filter((part) => part instanceof File);
  await Promise.all(
    files.map((file, index) =>
      cache.put(
        `/partager/files/${index}`,
        new Response(file, {
          headers: { "content-type": file.type, [nameIn]: encodeURIComponent(file.name) },
        }),
      ),
    ),
  );
}

/** Whether something waits for a conversation. */
export async function hasIncoming(): Promise<boolean> {
  // Browsers have no such storage on a page that came over plain http.
  if (typeof caches === "undefined") return false;
  const words = await caches.match(wordsAt, { cacheName: place });
  if (words === undefined) return false;
  if (Date.now() - Number(words.headers.get(keptAt)) < freshMs) return true;
  await forgetIncoming();
  return false;
}

/** Gives what waits, once. */
export async function takeIncoming(): Promise<Incoming | null> {
  if (!(await hasIncoming())) return null;
  const cache = await caches.open(place);
  const words = (await (await cache.match(wordsAt))?.text()) ?? "";
  const kept = (await cache.keys()).filter(({ url }) => url.includes("/partager/files/"));
  const files = await Promise.all(kept.map((request) => fileIn(cache, request)));
  await forgetIncoming();
  return { words, files: files.flatMap((file) => file ?? []) };
}

export async function forgetIncoming(): Promise<void> {
  if (typeof caches !== "undefined") await caches.delete(place);
}

async function fileIn(cache: Cache, request: Request): Promise<File | null> {
  const response = await cache.match(request);
  if (response === undefined) return null;
  const name = decodeURIComponent(response.headers.get(nameIn) ?? "");
  const type = response.headers.get("content-type") ?? "";
  return new File([await response.blob()], name, { type });
}
