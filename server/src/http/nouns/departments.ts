import {
  changeDepartment,
  createDepartment,
  listDepartments,
  removeDepartment,
} from "@relais/core";
import {
  changeNameBody,
  department,
  departmentBody,
  nounsQuery,
  removedNoun,
} from "@relais/protocol";
import { z } from "zod";
import { actorOf, callerOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

const answer = z.strictObject({ departments: z.array(department) }).meta({ id: "DepartmentList" });

export const departmentRoutes: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/departments",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Organization"],
        summary: "The departments of my organization",
        querystring: nounsQuery,
        response: { 200: answer, ...refusals(400, 401, 403, 429) },
      },
    },
    async (request) => ({
      departments: await listDepartments(core, actorOf(request), request.query),
    }),
  );
  app.post(
    "/v1/departments",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Organization"],
        summary: "Add a department (admins)",
        body: departmentBody,
        response: { 201: department, ...refusals(400, 401, 403, 429) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await createDepartment(core, callerOf(request), request.body)),
  );
  app.patch(
    "/v1/departments/:id",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Organization"],
        summary:
          "Change a department, or take it out of the archive; cases keep its name of then (admins)",
        params: byId,
        body: changeNameBody,
        response: { 200: department, ...refusals(400, 401, 403, 404, 429) },
      },
    },
    (request) => changeDepartment(core, callerOf(request), request.params.id, request.body),
  );
  app.delete(
    "/v1/departments/:id",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Organization"],
        summary: "Take a department away: archived where something names it, else erased (admins)",
        params: byId,
        response: { 200: removedNoun, ...refusals(400, 401, 403, 404, 429) },
      },
    },
    (request) => removeDepartment(core, callerOf(request), request.params.id),
  );
};
