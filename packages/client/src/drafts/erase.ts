import { stoppedPrefix } from "../position/stopped.ts";
import { draftsPrefix } from "./storage.ts";

/** Erases what was begun here, and what was stopped, by anybody but those who are `present`. */
export function eraseDrafts(baseUrl: string, present: ReadonlySet<string>): void {
  const prefixes = [draftsPrefix(baseUrl), stoppedPrefix(baseUrl)];
  try {
    for (const key of Object.keys(localStorage)) {
      const prefix = prefixes.find((one) => key.startsWith(one));
      if (prefix === undefined) continue;
      const [person = ""] = key.slice(prefix.length).split(" ");
      if (!present.has(person)) localStorage.removeItem(key);
    }
  } catch {
    // A browser that refuses has kept nothing.
  }
}
