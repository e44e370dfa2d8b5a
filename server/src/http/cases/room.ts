import { openRoom } from "@relais/core";
import { caseRoom, openRoomBody } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const openRoomRoute: Route = (app, { core, signedIn }) => {
  app.post(
    "/v1/cases/:id/rooms",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Cases"],
        summary: "The conversation of a case with one of its people",
        description:
          "201 for whoever opens it, 200 for everybody after: there is one for each two.",
        params: byId,
        body: openRoomBody,
        response: {
          200: caseRoom,
          201: caseRoom,
          ...refusals(400, 401, 403, 404, 409, 429),
        },
      },
    },
    async (request, reply) => {
      const { person_id } = request.body;
      const { room, created } = await openRoom(
        core,
        actorOf(request),
        request.params.id,
        person_id,
      );
      return reply.code(created ? 201 : 200).send(room);
    },
  );
};
