import { archiveConversation, findRooms, type Kind, type Room } from "@relais/core";
import { archivedBody, type RoomLine, roomList, roomsQuery } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

const atOnce = 50;

export const listRoomsRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/rooms",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Conversations"],
        summary: "Conversations of two people that one takes part in",
        description:
          "The newest message first, 50 at a time: of kinds whose people each have a room.",
        querystring: roomsQuery,
        response: { 200: roomList, ...refusals(400, 401, 403, 429) },
      },
    },
    async (request) => {
      const { q, archived, from = 0 } = request.query;
      const actor = actorOf(request);
      const { rooms, total } = await findRooms(core, actor, {
        kinds: kindsOfRooms(core.kinds.all()),
        archived: archived === "true",
        words: q,
        order: { by: "last_message", newest: true },
        from,
        count: atOnce,
      });
      return { rooms: rooms.map((room) => lineOf(room, actor.id)), total };
    },
  );
};

export const archiveRoute: Route = (app, { core, signedIn }) => {
  app.put(
    "/v1/conversations/:id/archived",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Conversations"],
        summary: "Put it away from one's own list, or bring it back",
        params: byId,
        body: archivedBody,
        response: { 200: archivedBody, ...refusals(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const { archived } = request.body;
      await archiveConversation(core, actorOf(request), request.params.id, archived);
      return { archived };
    },
  );
};

/** Kinds with a room for each person, and what is served beside them. */
const kindsOfRooms = (kinds: readonly Kind[]): string[] =>
  kinds
    .filter(({ conversation }) => conversation.opens === "asked")
    .flatMap(({ name, besides = [] }) => [name, ...besides]);

function lineOf(room: Room, callerId: string): RoomLine {
  const peer = room.other.id === callerId ? room.worker : room.other;
  const { id, kind, number, title } = room.case;
  return {
    conversation_id: room.conversation_id,
    case_id: id,
    kind,
    number,
    title,
    person: peer && { id: peer.id, full_name: peer.full_name, role: peer.role },
    last_message: room.last,
    unread: room.unread,
    archived: room.archived,
    created_at: room.created_at,
  };
}
