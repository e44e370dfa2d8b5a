import type { Interpreter, Link } from "@relais/realtime";
import type { DialectSocket } from "../dialect.ts";
import type { ConversationRoom, RoomOptions } from "./conversation-room.ts";
import type { SessionOptions } from "./conversation-session.ts";
import { Rooms } from "./rooms.ts";

/** What is one dialect's own of its socket. */
type Parts<Room> = {
  /** With `{id}` where the path names the conversation: `/ws/chat/{id}/`. */
  readonly address: string;
  room(options: RoomOptions): Room;
  session(link: Link, options: SessionOptions<Room>): Interpreter;
};

/** One socket a conversation, at `address?token=`: an access token, or, better, a one-time ticket. */
export function conversationSocket<Room extends ConversationRoom>({
  address,
  room: create,
  session,
}: Parts<Room>): DialectSocket {
  const rooms = new Rooms<Room>();
  return {
    path: new RegExp(`^${address.replace("{id}", "([^/]+)")}?$`),
    address,
    open(services, { request, socket, head }, [, id = ""]) {
      const { realtime, core } = services;
      const token = new URL(request.url ?? "", "http://relais").searchParams.get("token") ?? "";
      realtime.interpretUpgrade(request, socket, head, (link) => {
        const language = services.languageOf(request);
        const origin = services.originOf(request);
        const { room, leave } = rooms.enter(core, `${id} ${language} ${origin}`, () =>
          create({ core, id, language, origin }),
        );
        socket.once("close", leave);
        return session(link, { core, id, token, language, room });
      });
    },
  };
}
