import { createWarranty, getWarranty, pageWarranties } from "@relais/core";
import { warrantiesQuery, warranty, warrantyBody, warrantyPage } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const warrantyRoutes: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/warranties",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Organization"],
        summary:
          "A page of warranties: my own, or, for the office, everybody’s, those that hold first",
        querystring: warrantiesQuery,
        response: { 200: warrantyPage, ...refusals(400, 401, 403, 429) },
      },
    },
    (request) => pageWarranties(core, actorOf(request), request.query),
  );
  app.get(
    "/v1/warranties/:id",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Organization"],
        summary: "One warranty: my own, or, for the office, anybody’s",
        params: byId,
        response: { 200: warranty, ...refusals(400, 401, 403, 404, 429) },
      },
    },
    (request) => getWarranty(core, actorOf(request), request.params.id),
  );
  app.post(
    "/v1/warranties",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Organization"],
        summary: "Record a customer’s warranty (agents, admins)",
        body: warrantyBody,
        response: { 201: warranty, ...refusals(400, 401, 403, 429) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await createWarranty(core, actorOf(request), request.body)),
  );
};
