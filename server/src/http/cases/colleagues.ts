import { listColleagues } from "@relais/core";
import { person } from "@relais/protocol";
import { z } from "zod";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

const answer = z.strictObject({ people: z.array(person) }).meta({ id: "Colleagues" });

export const colleaguesRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/cases/:id/colleagues",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Cases"],
        summary: "Who reads what is internal of a case: whom a note may mention",
        params: byId,
        response: { 200: answer, ...refusals(401, 403, 404, 429) },
      },
    },
    async (request) => ({
      people: await listColleagues(core, actorOf(request), request.params.id),
    }),
  );
};
