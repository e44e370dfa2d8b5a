import { type Client, type Conversation, createClient } from "@relais/client";
import { afterAll, expect, test, vi } from "vitest";
import { messagesOf } from "./check/messages-of.ts";
import { cast, type Person, password, Witness } from "./people.ts";
import { ServerProcess } from "./server/server-process.ts";

const server = await ServerProcess.create();
const witness = new Witness(server.url);
const clients: Client[] = [];
afterAll(async () => {
  for (const client of clients) await client.stop();
  await server.dispose();
}, 30_000);

/** Somebody's phone with a conversation on its screen, by the SDK. */
async function phone(person: Person, id: string): Promise<{ client: Client; talk: Conversation }> {
  const answer = await fetch(`${server.url}/v1/sessions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: cast[person], password }),
  });
  const { access_token } = (await answer.json()) as { access_token: string };
  const client = createClient({
    baseUrl: server.url,
    getToken: () => Promise.resolve(access_token),
    viewerId: await witness.idOf(person),
  });
  clients.push(client);
  client.cases.subscribe(() => {});
  const talk = client.conversation(id);
  talk.view.subscribe(() => {});
  client.start();
  return { client, talk };
}

const patience = { timeout: 60_000, interval: 50 };
const texts = ({ view }: Conversation) => view.get().messages.map(({ text }) => text);
const journal = async (id: string) => messagesOf(await witness.journal("claire", id));

test("N35.4 N35.5 P1 P3: whoever comes back to a server restored from a backup ends equal to its journal, and nothing written is lost", {
  timeout: 180_000,
}, async () => {
  await server.start();
  const opened = await witness.openCase("awa", "Panne");
  const { conversation_id } = await witness.accept("moussa", opened.id);
  const id = conversation_id ?? "";
  const [awa, moussa] = [await phone("awa", id), await phone("moussa", id)];
  const both = [awa, moussa];
  awa.talk.send("Avant");
  await vi.waitFor(() => expect(texts(moussa.talk)).toContain("Avant"), patience);

  await server.backUp();
  awa.talk.send("La sauvegarde n’a pas ceci");
  await vi.waitFor(() => expect(texts(moussa.talk)).toHaveLength(3), patience);
  moussa.talk.send("Ni cela");
  await vi.waitFor(() => expect(texts(awa.talk)).toHaveLength(4), patience);
  awa.talk.markRead();
  // A restart by itself, and a backup, change nothing.
  expect(both.map(({ client }) => client.renewals.get())).toEqual([0, 0]);

  await Promise.all(both.map(({ client }) => client.stop()));
  await server.restore();
  // The journal goes past where they stood, with other entries.
  for (let count = 1; count <= 8; count += 1) {
    const body = { text: `Depuis ${count}`, client_id: `since-${count}` };
    await witness.request("moussa", "POST", `/v1/conversations/${id}/messages`, body);
  }
  awa.talk.send("Écrit sans réseau");
  for (const { client } of both) client.start();
  await vi.waitFor(async () => {
    expect(both.map(({ client }) => client.unsent.get())).toEqual([0, 0]);
    const now = await journal(id);
    expect(now).toHaveLength(13);
    for (const { talk } of both) expect(texts(talk)).toEqual(now.map(({ text }) => text));
  }, patience);

  const now = (await journal(id)).map(({ text }) => text);
  expect(now.slice(1, 10)).toEqual([
    "Avant",
    ...[1, 2, 3, 4, 5, 6, 7, 8].map((one) => `Depuis ${one}`),
  ]);
  expect(new Set(now.slice(10))).toEqual(
    new Set(["La sauvegarde n’a pas ceci", "Ni cela", "Écrit sans réseau"]),
  );
  await vi.waitFor(async () => {
    for (const { client, talk } of both) {
      const person = client === awa.client ? "awa" : "moussa";
      expect(talk.view.get().state).toEqual(await witness.conversation(person, id));
      expect(client.cases.get().cases).toEqual((await witness.cases(person)).cases);
      expect(client.renewals.get()).toBe(1);
    }
  }, patience);
  expect(server.complaints).toEqual([]);
});
