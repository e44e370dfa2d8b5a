import { id } from "@relais/protocol";

/** A place in the tree: a room, and a path inside it. */
export type Place = { readonly roomId: string; readonly inside: readonly string[] };

/**
 * The place of a path such as `/chats/{room}/messages`; null for what the tree has not: the whole of it, or what
 * is below something else. Undefined: no path at all.
 */
export function placeOf(path: string): Place | null {
  const [top, roomId, ...inside] = namesIn(path);
  if (top !== "chats" || !id.safeParse(roomId).success) return null;
  return { roomId: roomId ?? "", inside };
}

/** As addresses have it: with `.json` at the end. */
export function placeOfAddress(path: string): Place | null {
  const bare = path.replace(/\/$/, "");
  if (!bare.endsWith(".json")) return null;
  return placeOf(bare.slice(0, -".json".length));
}

function namesIn(path: string): string[] {
  return path.split("/").filter((name) => name !== "");
}

/** Whether it is the place, or below it, where this person says that they are writing. */
export function isOwnTyping({ inside }: Place, personId: string): boolean {
  return inside[0] === "typing" && inside[1] === personId && inside.length <= 3;
}
