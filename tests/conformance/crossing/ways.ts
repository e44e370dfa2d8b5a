import type { World } from "../target/world.ts";

/** A case and its conversation; APIs name one or the other. */
export type Room = { readonly case_id: string; readonly conversation_id: string };
export type Writing = { readonly text: string; readonly client_id?: string };

/** How one API writes and reads: addresses and fields, nothing else. */
export type Way = {
  write(room: Room, writing: Writing): { path: string; body: object };
  read(room: Room): string;
  /** Where the list lies in what it answers, and the field with the words. */
  readonly list: "results" | "messages";
  readonly words: "content" | "text" | "message";
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
} satisfies Record<string, Way>;
export type WayName = keyof typeof ways;

/** A message as any of them tells it, in as much of it as they have in common. */
export type Told = {
  readonly id: string;
  readonly text: string;
  readonly client_id: string | null;
};

type Listed = { id: string; client_id: string | null } & Record<string, unknown>;

export async function write(world: World, token: string, way: WayName, room: Room, what: Writing) {
  const { path, body } = ways[way].write(room, what);
  const answer = await world.request<Listed>("POST", path, { token, body });
  return { status: answer.status, id: answer.body?.id, body: answer.body };
}

export async function read(world: World, token: string, way: WayName, room: Room) {
  const { list, words } = ways[way];
  const { status, body } = await world.request<Record<string, Listed[]>>(
    "GET",
    ways[way].read(room),
    { token },
  );
  const told: Told[] = (body?.[list] ?? []).map((one) => ({
    id: one.id,
    text: String(one[words]),
    client_id: one.client_id,
  }));
  return { status, told };
}
