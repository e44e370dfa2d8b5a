import type { Client, Language } from "@relais/client";
import { personOf } from "./people.ts";
import type { PictureServer } from "./server.ts";
import { words } from "./words.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The cases that the pictures show, by name. */
export type Seeded = {
  car: { id: string; conversation: string };
  generator: { id: string; conversation: string };
  /** Under way, and finished by Moussa while Awa has no network. */
  late: { id: string; conversation: string };
  leak: { id: string };
  power: { id: string };
  air: { id: string };
};

type Pair = { awa: Client; moussa: Client };

type Asked = { title: string; description?: string; address?: string };

const open = (pair: Pair, asked: Asked) => pair.awa.http.openCase({ kind: "request", ...asked });

async function taken(pair: Pair, caseId: string) {
  const accepted = await pair.moussa.http.acceptCase(caseId);
  if (!accepted.conversation_id) throw new Error("An accepted case has a conversation.");
  return { id: caseId, conversation: accepted.conversation_id };
}

async function say(
  pair: Pair,
  conversation: string,
  lines: readonly (readonly [keyof Pair, string])[],
) {
  for (const [who, text] of lines) await pair[who].http.sendMessage(conversation, text);
}

/** Everyone has read everything so far. */
async function readAll(pair: Pair, conversation: string) {
  const { last_number } = await pair.awa.http.getConversation(conversation);
  for (const client of [pair.awa, pair.moussa]) {
    await client.http.advanceReceipt(conversation, { read: last_number });
  }
}

async function advance(client: Client, id: string, statuses: readonly string[]) {
  for (const status of statuses) await client.http.changeStatus(id, status);
}

/**
 * Fills a fresh server the way life would: cases opened, taken, talked about, finished. The server's
 * clock is moved so that it all happened when people would believe it did.
 */
export async function seed(server: PictureServer, language: Language): Promise<Seeded> {
  const text = words[language];
  const at = async (ago: number): Promise<Pair> => {
    await server.shiftClock(-ago);
    // Tokens live by the server's clock: each moment signs in anew.
    return {
      awa: await personOf(server.url, "awa", language),
      moussa: await personOf(server.url, "moussa", language),
    };
  };
  let pair = await at(9 * day);
  const leak = await taken(pair, (await open(pair, text.leak)).id);
  await say(pair, leak.conversation, [["awa", text.thanks]]);
  await advance(pair.moussa, leak.id, ["en_route", "arrived", "in_progress", "completed"]);
  await readAll(pair, leak.conversation);

  pair = await at(6 * day);
  await pair.awa.http.changeStatus((await open(pair, text.shutter)).id, "cancelled");

  pair = await at(day - 40 * minute);
  const car = await taken(
    pair,
    (await pair.awa.http.openCase({ kind: "request", priority: "high", ...text.car })).id,
  );
  await say(pair, car.conversation, text.yesterday);
  await readAll(pair, car.conversation);

  pair = await at(5 * hour);
  const generator = await taken(pair, (await open(pair, text.generator)).id);
  await advance(pair.moussa, generator.id, ["en_route", "arrived"]);
  for (let round = 0; round < 10; round += 1) {
    await say(
      pair,
      generator.conversation,
      text.chatter.map((line, index) => [index % 2 ? "moussa" : "awa", line] as const),
    );
  }
  await readAll(pair, generator.conversation);

  pair = await at(3 * hour);
  const late = await taken(pair, (await open(pair, text.lock)).id);
  await advance(pair.moussa, late.id, ["en_route", "arrived", "in_progress"]);
  await say(pair, late.conversation, [["moussa", text.unread[2] ?? ""]]);
  await readAll(pair, late.conversation);

  pair = await at(50 * minute);
  const air = await pair.awa.http.openCase({ kind: "request", priority: "low", ...text.air });

  pair = await at(13 * minute);
  await advance(pair.moussa, car.id, ["en_route"]);
  await say(pair, car.conversation, text.today.slice(0, 1));
  pair = await at(9 * minute);
  await say(pair, car.conversation, text.today.slice(1));
  await readAll(pair, car.conversation);

  pair = await at(4 * minute);
  const power = await pair.awa.http.openCase({
    kind: "request",
    priority: "urgent",
    ...text.power,
  });

  await server.shiftClock(0);
  return { car, generator, late, leak, power, air };
}
