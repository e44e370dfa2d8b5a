import "@relais/react/conversation.css";
import { createClient, createSession } from "@relais/client";
import { Conversation, RelaisProvider } from "@relais/react";
import { createRoot } from "react-dom/client";

/** What our own back end says of the order that is looked at. */
type Ours = { relais: string; conversation: string; viewer: string; link: string };

const answer = await fetch("/api/conversation");
if (!answer.ok) throw new Error(`The back end answered ${answer.status}; its terminal says why.`);
const { relais: baseUrl, conversation, viewer, link } = (await answer.json()) as Ours;

// Of this conversation alone: the next order that is looked at here has a session of its own.
const session = createSession({ baseUrl, name: conversation });
const enter = async () => {
  await session.openLink(link);
  return session.getToken();
};
const client = createClient({
  baseUrl,
  viewerId: viewer,
  // Enters by the link the first time, and when what this device kept has ended.
  getToken: async (refused) => (await session.getToken(refused)) ?? enter(),
});
client.start();

const root = document.querySelector("#root");
if (root === null) throw new Error("The page has no root.");
createRoot(root).render(
  <RelaisProvider client={client}>
    <Conversation id={conversation} />
  </RelaisProvider>,
);
