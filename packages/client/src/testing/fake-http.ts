import { limits } from "@relais/protocol";
import { cast } from "./cast.ts";
import type { FakeConversation } from "./fake-conversation.ts";
import { FakeRefusal, type HttpAnswer } from "./fake-fetch.ts";
import type { FakeServer } from "./fake-server.ts";

/** The usual answers to plain HTTP calls: sessions, the person, conversations and their history. */
export function answerHttp(server: FakeServer): HttpAnswer {
  return ({ route, query, body, person }) => {
    if (route === "POST /v1/sessions") {
      const { email } = body as { email: string };
      const known = Object.values(cast).find((one) => one.email === email);
      if (known === undefined) throw new FakeRefusal("credentials_wrong");
      return server.sessions.signIn(known);
    }
    if (route === "POST /v1/sessions/refresh") {
      const { refresh_token, attempt } = body as { refresh_token: string; attempt?: string };
      return server.sessions.refresh(refresh_token, attempt);
    }
    if (person === null) throw new FakeRefusal("unauthenticated");
    if (route === "POST /v1/sessions/sign-out") return {};
    if (route === "GET /v1/me") return person;
    const [, id = "", what] = /^GET \/v1\/conversations\/([^/]+)(\/\w+)?$/.exec(route) ?? [];
    const conversation = server.conversations.get(id);
    if (conversation === undefined) throw new FakeRefusal("not_found");
    if (what === undefined) return conversation.state(person);
    if (what === "/messages") return historyPage(conversation, query);
    throw new FakeRefusal("not_found");
  };
}

function historyPage(conversation: FakeConversation, query: URLSearchParams) {
  const around = query.get("around");
  const middle = around === null ? null : Number(around) + limits.pageMessages / 2;
  const before = query.get("before") ?? middle;
  const end = before === null ? conversation.messages.length : Number(before) - 1;
  const start = Math.max(0, end - limits.pageMessages);
  return { messages: conversation.messages.slice(start, end), has_more: start > 0 };
}
