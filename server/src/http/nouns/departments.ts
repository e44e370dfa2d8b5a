import { createDepartment, listDepartments } from "@relais/core";
import { department, departmentBody } from "@relais/protocol";
import { z } from "zod";
import { actorOf, callerOf } from "../access.ts";
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
        response: { 200: answer, ...refusals(401, 429) },
      },
    },
    async (request) => ({ departments: await listDepartments(core, actorOf(request)) }),
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
};
