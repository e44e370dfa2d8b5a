import "@relais/react/conversation.css";
import { createClient, createSession } from "@relais/client";
import { createSite } from "@relais/client/site";
import { Conversation, RelaisProvider } from "@relais/react";
import type { ReactNode } from "react";

/** The conversation of whoever is signed in with us; with `text`, their first words, it begins. Null: it has not begun. */
export async function support(
  baseUrl: string,
  key: string,
  text: string | null,
): Promise<ReactNode> {
  const session = createSession({ baseUrl, name: "support" });
  const site = createSite({
    baseUrl,
    site: key,
    session,
    // Our own back end knows who asks, by its cookie, and answers its word for them.
    identity: async () => (await fetch("/api/word")).text(),
  });
  const there = (await site.enter()).talk;
  const talk = there ?? (text === null ? null : await site.begin(text));
  if (talk === null) return null;
  const client = createClient({ baseUrl, viewerId: talk.viewer, getToken: site.getToken });
  client.start();
  return (
    <RelaisProvider client={client}>
      <Conversation id={talk.conversation} />
    </RelaisProvider>
  );
}
