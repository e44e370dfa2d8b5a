import { listPeople } from "@relais/core";
import { peopleQuery, person } from "@relais/protocol";
import { z } from "zod";
import { actorOf } from "../access.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

const answer = z.strictObject({ people: z.array(person) }).meta({ id: "PeopleList" });

export const peopleRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/people",
    {
      onRequest: signedIn,
      schema: {
        tags: ["People"],
        summary: "People of my organization by role, for those who give or open cases",
        querystring: peopleQuery,
        response: { 200: answer, ...refusals(400, 401, 403, 429) },
      },
    },
    async (request) => {
      const { role } = request.query;
      const roles = Array.isArray(role) ? role : [role];
      return { people: await listPeople(core, actorOf(request), roles) };
    },
  );
};
