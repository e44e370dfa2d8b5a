import { changeCategory, createCategory, listCategories, removeCategory } from "@relais/core";
import { changeNameBody, category, categoryBody, nounsQuery, removedNoun } from "@relais/protocol";
import { z } from "zod";
import { actorOf, callerOf } from "../access.ts";
import { byId } from "../by-id.ts";
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
        querystring: nounsQuery,
        response: { 200: answer, ...refusals(400, 401, 403, 429) },
      },
    },
    async (request) => ({
      categories: await listCategories(core, actorOf(request), request.query),
    }),
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
  app.patch(
    "/v1/categories/:id",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Organization"],
        summary:
          "Change a category, or take it out of the archive; cases keep its name of then (admins)",
        params: byId,
        body: changeNameBody,
        response: { 200: category, ...refusals(400, 401, 403, 404, 429) },
      },
    },
    (request) => changeCategory(core, callerOf(request), request.params.id, request.body),
  );
  app.delete(
    "/v1/categories/:id",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Organization"],
        summary: "Take a category away: archived where something names it, else erased (admins)",
        params: byId,
        response: { 200: removedNoun, ...refusals(400, 401, 403, 404, 429) },
      },
    },
    (request) => removeCategory(core, callerOf(request), request.params.id),
  );
};
