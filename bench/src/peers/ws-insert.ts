/** Bare `ws` with one insert per message: acknowledged and broadcast after the insert. */
import { WebSocketServer } from "ws";
import { endOnSignal, openPool, port } from "./environment.ts";
import { broadcast, type Incoming, join } from "./ws-rooms.ts";

const pool = openPool();
const server = new WebSocketServer({ port: port(), host: "127.0.0.1" });

server.on("connection", (socket, request) => {
  const sender = new URL(request.url ?? "/", "http://localhost").searchParams.get("user");
  socket.on("message", async (data) => {
    const incoming = JSON.parse(data.toString()) as Incoming;
    const { id, room } = incoming;
    if (incoming.type === "join") {
      join(socket, room);
      const messages = incoming.after === undefined ? [] : await missed(room, incoming.after);
      socket.send(JSON.stringify({ type: "joined", id, messages }));
      return;
    }
    const stored = await pool.query<{ id: string; created_at: Date }>(
      "insert into messages (room, sender, text) values ($1, $2, $3) returning id, created_at",
      [room, sender, incoming.text],
    );
    const row = stored.rows[0];
    if (!row) throw new Error("The insert returned no row.");
    const { created_at } = row;
    socket.send(JSON.stringify({ type: "ack", id, message_id: row.id, created_at }));
    const message = { id: row.id, room, sender, text: incoming.text, created_at };
    broadcast(room, socket, { type: "message", message });
  });
});

/** What one client missed: one query per resume. */
async function missed(room: string, after: number): Promise<object[]> {
  const found = await pool.query(
    `select id, room, sender, text, created_at from messages
      where room = $1 and id > $2 order by id limit 500`,
    [room, after],
  );
  return found.rows;
}

endOnSignal();
