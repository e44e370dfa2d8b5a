import type { Role, Words } from "@relais/protocol";
import type { KindRegistry } from "../kinds/registry.ts";

/** What a role is called where these kinds are served: by the first of them. Null where it has no word for the role. */
export function roleTitle(
  kinds: KindRegistry,
  served: readonly string[],
  role: Role,
): Words | null {
  const [first] = served.flatMap((name) => kinds.get(name) ?? []);
  return first?.role_titles[role] ?? null;
}
