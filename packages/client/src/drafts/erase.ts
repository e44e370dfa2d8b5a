import { draftsPrefix } from "./storage.ts";

/** Erases what was begun here by anybody but those who are `present`. */
export function eraseDrafts(baseUrl: string, present: ReadonlySet<string>): void {
  const prefix = draftsPrefix(baseUrl);
  try {
    for (const key of Object.keys(localStorage)) {
      const [person = ""] = key.slice(prefix.length).split(" ");
      if (key.startsWith(prefix) && !present.has(person)) localStorage.removeItem(key);
    }
  } catch {
    // A browser that refuses has kept nothing.
  }
}
