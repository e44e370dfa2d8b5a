import {
  type ChatConversation,
  type ChatMessage,
  ClaimsError,
  type ClaimStatusUpdate,
  configure,
  createClaimStatusUpdate,
  createConversation,
  listConversations,
  sendMessage,
  subscribeToClaimUpdates,
  subscribeToConversation,
  unconfigure,
} from "@relais/client/claims";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { reachWorld } from "./target/world.ts";

/** The documented functions, as a program calls them, against the server under test. */
const world = await reachWorld();
const baseUrl = world.baseUrl;
let token: string;
let me: { id: string; full_name: string; organization: { id: string } };

beforeAll(async () => {
  const answer = await fetch(`${baseUrl}/api/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: "operations@claims.demo", password: "relais-demo" }),
  });
  ({ access: token, user: me } = (await answer.json()) as { access: string; user: typeof me });
}, 60_000);
afterEach(() => unconfigure());
afterAll(() => world.dispose(), 30_000);

/** Sockets that a test can cut, and keep from opening. */
let isCut = false;
const sockets = new Set<WebSocket>();
class Wire extends WebSocket {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(isCut ? "ws://127.0.0.1:9" : url, protocols);
    sockets.add(this);
  }
}
const cut = (): void => {
  isCut = true;
  for (const socket of sockets) socket.close();
  sockets.clear();
};
const mend = (): void => {
  isCut = false;
};

const asOperations = (): void =>
  configure({
    baseUrl,
    token,
    webSocket: Wire,
    transports: ["websocket"],
    reconnect: { firstMs: 20, capMs: 100, hiddenCapMs: 100, offlineMs: 100 },
  });

const begin = (): Promise<ChatConversation> =>
  createConversation({
    organization_id: me.organization.id,
    customer_name: "Paul Mercier",
    customer_email: "paul@mercier.example",
  });

/** As another program does, with the customer's own token. */
async function customerSays(conversation: ChatConversation, content: string): Promise<ChatMessage> {
  const answer = await fetch(`${baseUrl}/claims/api/conversations/${conversation.id}/messages`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${conversation.access_token}`,
    },
    body: JSON.stringify({ content, sender_type: "customer" }),
  });
  return (await answer.json()) as ChatMessage;
}

const until = (check: () => void): Promise<void> =>
  vi.waitFor(check, { timeout: 20_000, interval: 20 });

describe("The documented functions of the claims API", { timeout: 40_000 }, () => {
  test("createConversation, sendMessage and subscribeToConversation work together, live", async () => {
    asOperations();
    const conversation = await begin();
    expect(conversation.access_token).toMatch(/^[0-9a-f]{64}$/);
    await sendMessage({ conversation_id: conversation.id, content: "Avant" });
    const messages: ChatMessage[] = [];
    const updates: ChatConversation[] = [];
    const channel = subscribeToConversation(conversation.id, {
      onMessage: (message) => messages.push(message),
      onConversationUpdate: (update) => updates.push(update),
    });
    // Begun once a message of ours is told: what came before is none of it.
    const sent = await sendMessage({
      conversation_id: conversation.id,
      sender_type: "staff",
      sender_name: me.full_name,
      content: "Bonjour Paul",
    });
    const said = await customerSays(conversation, "Bonjour Nadia");
    await until(() => expect(messages.map(({ id }) => id)).toContain(said.id));
    expect(messages.map(({ content }) => content)).not.toContain("Avant");
    await sendMessage({ conversation_id: conversation.id, content: "Note", is_internal: true });
    await until(() =>
      expect(messages.at(-1)).toMatchObject({ content: "Note", is_internal: true }),
    );
    await until(() => expect(updates.at(-1)?.unread_count_customer).toBeGreaterThan(0));
    expect(new Set(messages.map(({ id }) => id)).size).toBe(messages.length);
    channel.unsubscribe();
    expect(sent.sender_name).toBe(me.full_name);
  });

  test("a channel reconnects by itself, and tells what was written meanwhile, once and in order", async () => {
    asOperations();
    const conversation = await begin();
    const told: string[] = [];
    await subscribeToConversation(conversation.id, {
      onMessage: ({ content }) => told.push(content),
    }).ready;
    await customerSays(conversation, "premier");
    await until(() => expect(told).toEqual(["premier"]));
    cut();
    const missed = Array.from({ length: 60 }, (_, index) => `manqué ${index}`);
    for (const text of missed) await customerSays(conversation, text);
    mend();
    await until(() => expect(told).toEqual(["premier", ...missed]));
  });

  test("after unsubscribe nothing more is told", async () => {
    asOperations();
    const conversation = await begin();
    const [left, kept]: [string[], string[]] = [[], []];
    const channel = subscribeToConversation(conversation.id, {
      onMessage: ({ content }) => left.push(content),
    });
    await channel.ready;
    await subscribeToConversation(conversation.id, {
      onMessage: ({ content }) => kept.push(content),
    }).ready;
    await customerSays(conversation, "un");
    await until(() => expect([...left, ...kept]).toEqual(["un", "un"]));
    channel.unsubscribe();
    await customerSays(conversation, "deux");
    await until(() => expect(kept).toEqual(["un", "deux"]));
    expect(left).toEqual(["un"]);
  });

  test("createClaimStatusUpdate is told to subscribeToClaimUpdates, and to a customer by their token", async () => {
    asOperations();
    const conversation = await begin();
    const staff: ClaimStatusUpdate[] = [];
    subscribeToClaimUpdates(conversation.claim_id, (update) => staff.push(update));
    const step = {
      organization_id: me.organization.id,
      claim_id: conversation.claim_id,
      changed_by: me.id,
      changed_by_name: me.full_name,
    };
    const first = await createClaimStatusUpdate({
      ...step,
      old_status: "submitted",
      new_status: "under_review",
      reason: "Dossier complet",
    });
    await until(() => expect(staff).toEqual([first]));
    configure({ baseUrl, token: conversation.access_token ?? "" });
    const told: ClaimStatusUpdate[] = [];
    await subscribeToClaimUpdates(conversation.claim_id, (update) => told.push(update)).ready;
    expect((await listConversations()).results.map(({ id }) => id)).toEqual([conversation.id]);
    const refused = createClaimStatusUpdate({
      ...step,
      old_status: "under_review",
      new_status: "approved",
    });
    await expect(refused).rejects.toMatchObject({ status: 403 });
    await expect(refused).rejects.toBeInstanceOf(ClaimsError);
    await fetch(`${baseUrl}/claims/api/claims/${conversation.claim_id}/status-updates`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ new_status: "approved", notes: "Marge", is_internal: true }),
    });
    await until(() => expect(told).toMatchObject([{ new_status: "approved", notes: null }]));
  });
});
