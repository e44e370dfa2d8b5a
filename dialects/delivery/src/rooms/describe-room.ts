import { type Actor, readRoom } from "@relais/core";
import type { DialectServices } from "@relais/dialect";
import type { FastifyRequest } from "fastify";
import { toRoomDetail, type WireRoomDetail } from "../to-wire/room.ts";
import { lastWords } from "./last-words.ts";

/** A room with everything, as this caller reads it. Refuses: not_found, forbidden. */
export async function describeRoom(
  { core, languageOf }: DialectServices,
  request: FastifyRequest,
  actor: Actor,
  roomId: string,
): Promise<WireRoomDetail> {
  const room = await readRoom(core, actor, roomId);
  return toRoomDetail(room, actor.id, lastWords(core, room, languageOf(request)));
}
