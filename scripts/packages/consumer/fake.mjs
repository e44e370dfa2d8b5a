// A test of somebody's own app, with the server that comes with the SDK.
import { createClient } from "@relais/client";
import { createFakeServer, until } from "@relais/client/testing";

const server = createFakeServer();
const conversation = server.addConversation();
const client = createClient(server.clientOptions(server.cast.awa));
client.start();
server.refuse("send", "conversation_closed");
const talk = client.conversation(conversation.id);
talk.send("Bonjour");
const { messages } = await until(talk.view, ({ messages: all }) =>
  all.some(({ delivery }) => delivery === "failed"),
);
await client.stop();
process.stdout.write(messages[0].refusal.code);
