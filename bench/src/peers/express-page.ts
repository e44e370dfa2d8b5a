/** Express with one plain query per history page: 50 messages as JSON. */
import express from "express";
import { endOnSignal, openPool, port } from "./environment.ts";

const pool = openPool();
const app = express();

app.get("/rooms/:room/messages", async (request, response) => {
  const found = await pool.query(
    `select id, room, sender, text, created_at from messages
      where room = $1 and id < $2 order by id desc limit 50`,
    [request.params.room, request.query.before],
  );
  response.json({ messages: found.rows.toReversed() });
});

app.listen(port(), "127.0.0.1");
endOnSignal();
