import { listWorkplaces, presentWorkplace } from "@relais/core";
import { workplace, workplaceBody } from "@relais/protocol";
import { z } from "zod";
import { actorOf } from "../access.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

const answer = z.strictObject({ workplaces: z.array(workplace) }).meta({ id: "WorkplaceList" });

export const workplaceRoutes: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/workplaces",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Organization"],
        summary: "Garages and other places to which a case can be addressed, with their hours",
        response: { 200: answer, ...refusals(401, 429) },
      },
    },
    async (request) => ({ workplaces: await listWorkplaces(core, actorOf(request)) }),
  );
  app.put(
    "/v1/me/workplace",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Organization"],
        summary: "Present my own place (workers)",
        body: workplaceBody,
        response: { 200: workplace, ...refusals(400, 401, 403, 429) },
      },
    },
    (request) => presentWorkplace(core, actorOf(request), request.body),
  );
};
