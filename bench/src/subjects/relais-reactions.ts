import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { currentVersion } from "@relais/protocol";
import type { Client } from "pg";
import { WebSocket } from "ws";

const longestMs = 60_000;

/** Reactions that read what was written and have not come past all of it, in the organization of this person. */
const behind = `
  select c.consumer from consumer_cursor c
  where c.organization_id = $1
    and c.consumer in ('notification_counter', 'notices', 'desk_activity', 'search_index')
    and exists (select from event e
                where e.organization_id = c.organization_id and e.transaction_id > c.transaction_id)`;

/**
 * While many write and nobody looks, reactions gather what they will do. Somebody looks now: one person opens their list
 * and searches. Resolves when nothing is left to be done, so that it can be counted.
 */
export async function finishReactions(
  client: Client,
  port: number,
  token: string,
  room: string,
): Promise<void> {
  const found = await client.query<{ organization_id: string }>(
    "select organization_id from conversation where id = $1",
    [room],
  );
  const organization = found.rows[0]?.organization_id;
  const socket = new WebSocket(`ws://127.0.0.1:${port}/v1/socket`);
  await once(socket, "open");
  socket.send(JSON.stringify({ type: "hello", version: currentVersion, token, cases: {} }));
  const until = performance.now() + longestMs;
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/v1/search?q=route`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    if (!answer.ok) throw new Error(`The search was answered ${answer.status}.`);
    const { rows } = await client.query<{ consumer: string }>(behind, [organization]);
    if (rows.length === 0) break;
    if (performance.now() > until) throw new Error(`${rows[0]?.consumer} did not come to an end.`);
    await wait(500);
  }
  socket.close();
}
