/** Bare `ws`: a message is acknowledged and broadcast at once, nothing is stored. The ceiling. */
import { WebSocketServer } from "ws";
import { endOnSignal, port } from "./environment.ts";
import { broadcast, type Incoming, join } from "./ws-rooms.ts";

const server = new WebSocketServer({ port: port(), host: "127.0.0.1" });
let count = 0;

server.on("connection", (socket) => {
  socket.on("message", (data) => {
    const incoming = JSON.parse(data.toString()) as Incoming;
    if (incoming.type === "join") {
      join(socket, incoming.room);
      socket.send(JSON.stringify({ type: "joined", id: incoming.id, messages: [] }));
      return;
    }
    const { id, room, text } = incoming;
    const created_at = new Date().toISOString();
    count += 1;
    socket.send(JSON.stringify({ type: "ack", id, message_id: count, created_at }));
    broadcast(room, socket, { type: "message", message: { id: count, room, text, created_at } });
  });
});

endOnSignal();
