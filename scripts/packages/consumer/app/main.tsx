import "@relais/react/conversation.css";
import { createClient } from "@relais/client";
import { Conversation, RelaisProvider } from "@relais/react";
import { createRoot } from "react-dom/client";

const client = createClient({ baseUrl: location.origin, getToken: () => Promise.resolve(null) });
client.start();
const root = document.querySelector("#root");
if (root === null) throw new Error("The page has no root.");
createRoot(root).render(
  <RelaisProvider client={client}>
    <Conversation id="id" />
  </RelaisProvider>,
);
