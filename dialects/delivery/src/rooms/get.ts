import { byId, djangoRefusals as refusals, type Operation } from "@relais/dialect";
import { wireRoomDetail } from "../to-wire/room.ts";
import { tags } from "../words.ts";
import { describeRoom } from "./describe-room.ts";

/** `GET rooms/{id}/`: any conversation that the caller takes part in. */
export const getRoom: Operation = (app, services) => {
  const { signedIn, actorOf } = services;
  app.get(
    "/chat/rooms/:id",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "One room",
        params: byId,
        response: { 200: wireRoomDetail, ...refusals },
      },
    },
    (request) => describeRoom(services, request, actorOf(request), request.params.id),
  );
};
