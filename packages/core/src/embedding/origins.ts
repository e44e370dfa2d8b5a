import type { Words } from "@relais/protocol";
import { say } from "../kinds/kind.ts";

/** The origins as browsers say them, each once; or what is wrong, by field. */
export function readOrigins(
  given: readonly string[],
): { readonly origins: string[] } | { readonly fields: Record<string, Words> } {
  const fields: Record<string, Words> = {};
  const origins = given.map((text, index) => {
    const origin = originOf(text);
    if (origin === null) {
      fields[`origins.${index}`] = say(
        "Écrivez une adresse de site, sans chemin, comme https://www.exemple.org.",
        "Write the address of a site, without a path, such as https://www.example.org.",
      );
    }
    return origin ?? "";
  });
  return Object.keys(fields).length > 0 ? { fields } : { origins: [...new Set(origins)] };
}

/** Null for what is no origin. Names go into a header: nothing passes that a URL parser did not spell out anew. */
function originOf(text: string): string | null {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  if (url.pathname !== "/" || url.search !== "" || url.hash !== "") return null;
  if (url.username !== "" || url.password !== "" || !/^[a-z0-9.[\]:-]+$/.test(url.host))
    return null;
  return url.origin;
}
