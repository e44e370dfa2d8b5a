// Two people talk over a real server, by the packages as they are installed: `node talk.mjs <address>`.
import { createClient, createSession } from "@relais/client";
import { until } from "@relais/client/testing";

const baseUrl = process.argv[2];

async function signIn(email) {
  const session = createSession({ baseUrl });
  const me = await session.signIn(email, "relais-demo");
  return createClient({ baseUrl, getToken: session.getToken, viewerId: me.id });
}

const awa = await signIn("client@depannage.demo");
const moussa = await signIn("technicien@depannage.demo");
awa.start();
moussa.start();
const { id: opened } = await awa.http.openCase({ kind: "request", title: "Batterie à plat" });
const { conversation_id: id } = await moussa.http.acceptCase(opened);

const arrived = until(moussa.conversation(id).view, ({ messages }) =>
  messages.some(({ text }) => text === "Bonjour Moussa"),
);
const read = until(awa.conversation(id).view, ({ messages }) =>
  messages.some(({ text, delivery }) => text === "Bonjour Moussa" && delivery === "delivered"),
);
awa.conversation(id).send("Bonjour Moussa");
await Promise.all([arrived, read]);
await Promise.all([awa.stop(), moussa.stop()]);
process.stdout.write("delivered");
