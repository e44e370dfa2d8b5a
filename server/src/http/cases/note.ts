import { noteCase } from "@relais/core";
import { caseView, noteCaseBody } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const noteCaseRoute: Route = (app, { core, signedIn }) => {
  app.post(
    "/v1/cases/:id/notes",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Cases"],
        summary: "Write a note into the timeline of a case",
        description: "`internal`: only those who do the work ever see it.",
        params: byId,
        body: noteCaseBody,
        response: { 201: caseView, ...refusals(400, 401, 403, 404, 409, 429) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await noteCase(core, actorOf(request), request.params.id, request.body)),
  );
};
