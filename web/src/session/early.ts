import type { ConversationState, Demo, KindView } from "@relais/client";

type Early = { token: string | null; answer: Promise<Response> };

/** What `first.js` asked for while this code was on its way, by method and path. */
const asked: Map<string, Early> =
  (globalThis as { relaisEarly?: Map<string, Early> }).relaisEarly ?? new Map();

type Facts = {
  conversation?: ConversationState;
  kinds?: readonly KindView[];
  demo?: Demo;
};

/** What the server drew the page from, where it did. Read once: it is as old as the page. */
let facts: Facts | null | undefined;

/** An answer that nobody wanted while the page opened is not of use later. */
const freshMs = 30_000;
setTimeout(() => {
  asked.clear();
  facts = null;
}, freshMs);

function take(method: string, path: string, authorization: string | null): Early | undefined {
  const key = `${method} ${path}`;
  const early = asked.get(key);
  if (early === undefined) return undefined;
  const asker = early.token === null ? null : `Bearer ${early.token}`;
  if (authorization !== asker) return undefined;
  asked.delete(key);
  return early;
}

function told(): Facts | null {
  if (facts === undefined) {
    const place = document.getElementById("first-facts");
    facts = place === null ? null : (JSON.parse(place.textContent) as Facts);
    place?.remove();
  }
  return facts;
}

/** The cast of a demonstration that came with the page. */
export const earlyDemo = (): Demo | null => told()?.demo ?? null;

/** The kinds that came with the page. */
export const earlyKinds = (): readonly KindView[] | null => told()?.kinds ?? null;

/** Like `fetch`; what was asked for already is not asked for again. */
export const earlyFetch: typeof fetch = async (input, init) => {
  const path = String(input).replace(location.origin, "");
  const authorization = new Headers(init?.headers).get("authorization");
  const early = take(init?.method ?? "GET", path, authorization);
  if (early === undefined) return fetch(input, init);
  return early.answer.catch(() => fetch(input, init));
};

/** Whether this case was asked for as the page opened: the list of cases need not be waited for. */
export const isEarlyCase = (id: string): boolean => asked.has(`GET /v1/cases/${id}`);

/** How a conversation stood as the page opened; null where it was not asked for, or not given. */
export async function earlyConversation(id: string): Promise<ConversationState | null> {
  const conversation = told()?.conversation;
  if (conversation?.conversation_id === id) return conversation;
  const key = `GET /v1/conversations/${id}`;
  const early = asked.get(key);
  if (early === undefined) return null;
  asked.delete(key);
  const response = await early.answer;
  return response.ok ? ((await response.json()) as ConversationState) : null;
}
