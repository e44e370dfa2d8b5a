/** Socket.IO with one insert per message, as its tutorial writes it: rooms, and acknowledgements by callback. */
import { Server } from "socket.io";
import { endOnSignal, openPool, port } from "./environment.ts";

const pool = openPool();
const io = new Server({ serveClient: false, transports: ["websocket"] });

io.on("connection", (socket) => {
  const sender = socket.handshake.query.user;

  socket.on(
    "join",
    async (room: string, after: number | null, answer: (messages: object[]) => void) => {
      await socket.join(room);
      answer(after === null ? [] : await missed(room, after));
    },
  );

  socket.on("send", async (room: string, text: string, answer: (stored: object) => void) => {
    const stored = await pool.query<{ id: string; created_at: Date }>(
      "insert into messages (room, sender, text) values ($1, $2, $3) returning id, created_at",
      [room, sender, text],
    );
    const row = stored.rows[0];
    if (!row) throw new Error("The insert returned no row.");
    answer({ message_id: row.id, created_at: row.created_at });
    socket.to(room).emit("message", { id: row.id, room, sender, text, created_at: row.created_at });
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

io.listen(port());
endOnSignal();
