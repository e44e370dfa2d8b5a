import { createCategory, listCategories } from "@relais/core";
import { category, categoryBody } from "@relais/protocol";
import { z } from "zod";
import { actorOf, callerOf } from "../access.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

const answer = z.strictObject({ categories: z.array(category) }).meta({ id: "CategoryList" });

export const categoryRoutes: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/categories",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Organization"],
        summary: "The categories of cases",
        response: { 200: answer, ...refusals(401, 429) },
      },
    },
    async (request) => ({ categories: await listCategories(core, actorOf(request)) }),
  );
  app.post(
    "/v1/categories",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Organization"],
        summary: "Add a category (admins)",
        body: categoryBody,
        response: { 201: category, ...refusals(400, 401, 403, 429) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await createCategory(core, callerOf(request), request.body)),
  );
};
