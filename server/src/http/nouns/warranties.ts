import { createWarranty, listWarranties } from "@relais/core";
import { warrantiesQuery, warranty, warrantyBody } from "@relais/protocol";
import { z } from "zod";
import { actorOf } from "../access.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

const answer = z.strictObject({ warranties: z.array(warranty) }).meta({ id: "WarrantyList" });

export const warrantyRoutes: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/warranties",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Organization"],
        summary: "Warranties: my own, or, for the office, those of a customer",
        querystring: warrantiesQuery,
        response: { 200: answer, ...refusals(400, 401, 403, 429) },
      },
    },
    async (request) => ({
      warranties: await listWarranties(core, actorOf(request), request.query.customer_id),
    }),
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
