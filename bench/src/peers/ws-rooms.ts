import type { WebSocket } from "ws";

/** What the two `ws` peers read from a socket. */
export type Incoming =
  | { type: "join"; id: number; room: string; after?: number }
  | { type: "send"; id: number; room: string; text: string };

const rooms = new Map<string, Set<WebSocket>>();

/** Puts a socket into a room until it closes. */
export function join(socket: WebSocket, room: string): void {
  const members = rooms.get(room) ?? new Set();
  rooms.set(room, members.add(socket));
  socket.on("close", () => members.delete(socket));
}

/** Sends one serialised message to everyone in the room but its sender, as hand-written servers do. */
export function broadcast(room: string, sender: WebSocket, message: object): void {
  const text = JSON.stringify(message);
  for (const member of rooms.get(room) ?? []) {
    if (member !== sender && member.readyState === member.OPEN) member.send(text);
  }
}
