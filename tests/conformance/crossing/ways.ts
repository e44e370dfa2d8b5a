import type { World } from "../target/world.ts";

/** A case, its conversation and its two people; APIs name one or the other. */
export type Room = {
  readonly case_id: string;
  readonly conversation_id: string;
  readonly customer_id: string;
  readonly worker_id: string;
};
export type Writing = { readonly text: string; readonly client_id?: string };

/**
 * How one API writes and reads: addresses and fields, nothing else. `other`: whom the caller writes with, for an API
 * that names people in place of conversations.
 */
export type Way = {
  write(room: Room, writing: Writing, other: string): { path: string; body: object };
  read(room: Room, other: string): string;
  /** Where the list lies in what it answers; null where it is the answer. */
  readonly list: "results" | "messages" | null;
  /** What it calls the words, the id of a message and that of whoever sent it. */
  readonly words: "content" | "text" | "message";
  readonly id?: "_id";
  readonly client_id?: "clientId";
};

const messages = "/depannage/api/chat/messages/";
const chat = "/api/v1/chat/messages/";
const claims = "/claims/api/conversations/";

export const ways = {
  native: {
    write: ({ conversation_id }, writing) => ({
      path: `/v1/conversations/${conversation_id}/messages`,
      body: writing,
    }),
    read: ({ conversation_id }) => `/v1/conversations/${conversation_id}/messages`,
    list: "messages",
    words: "text",
  },
  depannage: {
    write: ({ conversation_id: conversation }, { text: content, ...more }) => ({
      path: messages,
      body: { conversation, content, ...more },
    }),
    read: ({ conversation_id }) =>
      `${messages}conversation_messages/?conversation_id=${conversation_id}&page_size=100`,
    list: "results",
    words: "content",
  },
  delivery: {
    write: ({ conversation_id: chat_room_id }, writing) => ({
      path: chat,
      body: { chat_room_id, message_type: "text", ...writing },
    }),
    read: ({ conversation_id }) =>
      `${chat}?chat_room_id=${conversation_id}&ordering=created_at&page_size=100`,
    list: "results",
    words: "text",
  },
  tickets: {
    write: ({ case_id }, { text: message, ...more }) => ({
      path: `/api/tickets/${case_id}/comments/`,
      body: { message, ...more },
    }),
    read: ({ case_id }) => `/api/tickets/${case_id}/comments/?page_size=100`,
    list: "results",
    words: "message",
  },
  claims: {
    write: ({ conversation_id }, { text: content, ...more }) => ({
      path: `${claims}${conversation_id}/messages`,
      body: { content, ...more },
    }),
    read: ({ conversation_id }) => `${claims}${conversation_id}/messages?page_size=100`,
    list: "results",
    words: "content",
  },
  garage: {
    write: (_room, { text: content, client_id: clientId }, receiverId) => ({
      path: "/api/messages",
      body: { receiverId, content, ...(clientId !== undefined && { clientId }) },
    }),
    read: (_room, other) => `/api/messages/conversation/${other}`,
    list: null,
    words: "content",
    id: "_id",
    client_id: "clientId",
  },
} as const satisfies Record<string, Way>;
export type WayName = keyof typeof ways;

/** A message as any of them tells it, in as much of it as they have in common. */
export type Told = {
  readonly id: string;
  readonly text: string;
  readonly client_id: string | null;
};

type Listed = Record<string, unknown>;

/** Who calls: the person and their token. */
export type Caller = { readonly id: string; readonly token: string };

const otherOf = ({ customer_id, worker_id }: Room, { id }: Caller): string =>
  id === worker_id ? customer_id : worker_id;

export async function write(world: World, who: Caller, name: WayName, room: Room, what: Writing) {
  const way: Way = ways[name];
  const { path, body } = way.write(room, what, otherOf(room, who));
  const answer = await world.request<Listed>("POST", path, { token: who.token, body });
  return { status: answer.status, id: answer.body?.[way.id ?? "id"] };
}

export async function read(world: World, who: Caller, name: WayName, room: Room) {
  const way: Way = ways[name];
  const { status, body } = await world.request<Listed[] & Record<string, Listed[]>>(
    "GET",
    way.read(room, otherOf(room, who)),
    { token: who.token },
  );
  const list = way.list === null ? body : body?.[way.list];
  const told = (Array.isArray(list) ? list : []).map((one: Listed): Told => {
    const client_id = one[way.client_id ?? "client_id"];
    return {
      id: String(one[way.id ?? "id"]),
      text: String(one[way.words]),
      client_id: typeof client_id === "string" ? client_id : null,
    };
  });
  return { status, told };
}
