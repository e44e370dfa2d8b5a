// Everything that can be imported, as an app of somebody else's imports it: tsc checks it with each way of finding modules.
import "@relais/react/cases.css";
import "@relais/react/claims.css";
import "@relais/react/conversation.css";
import "@relais/react/notices.css";
import "@relais/react/theme.css";
import { createClient, type DisplayedMessage } from "@relais/client";
import { createQuiet } from "./quiet.js";
import * as admin from "@relais/client/admin";
import * as claims from "@relais/client/claims";
import * as desk from "@relais/client/desk";
import * as push from "@relais/client/push";
import * as site from "@relais/client/site";
import { createFakeServer } from "@relais/client/testing";
import { checkText, type ErrorCode } from "@relais/protocol";
import { Conversation, RelaisProvider, useConversation } from "@relais/react";
import * as claimsParts from "@relais/react/claims";
import * as headless from "@relais/react/headless";

export const modules = { admin, claims, desk, push, site, claimsParts, headless };

const client = createClient({ baseUrl: "https://relais.example.org", getToken: createQuiet() });
const messages: readonly DisplayedMessage[] = client.conversation("id").view.get().messages;
const refused: ErrorCode = "text_empty";
const checked: boolean = checkText("Bonjour", 10).ok;
export const told = [messages.length, refused, checked, createFakeServer().cast.awa.id];

// @ts-expect-error -- a name that is not there is noticed: types are found, and are none of `any`.
export const unknown = client.nothing;

// @ts-expect-error -- so it is in what components take.
export const wrong = <Conversation id={4} />;

export function App() {
  return (
    <RelaisProvider client={client}>
      <Conversation id="id" language="en" theme="dark" className="mine" />
      <Count />
    </RelaisProvider>
  );
}

function Count() {
  const { view } = useConversation("id");
  return <output>{view.messages.length}</output>;
}
