import { archiveProcedure, createProcedure, editProcedure, saveSession } from "@relais/core";
import {
  archiveProcedureBody,
  editProcedureBody,
  id,
  procedure,
  procedureContent,
  saveProcedureBody,
} from "@relais/protocol";
import { z } from "zod";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const writeProcedureRoutes: Route = (app, { core, signedIn }) => {
  app.post(
    "/v1/procedures",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Procedures"],
        summary: "Write a new procedure (office)",
        description:
          "Steps in their order, each with what comes when it did not work. A text asks for a variable " +
          "as `{{name}}`; every variable is asked before the first step.",
        body: procedureContent,
        response: { 201: procedure, ...refusals(400, 401, 403, 413, 429) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await createProcedure(core, actorOf(request), request.body)),
  );
  app.put(
    "/v1/procedures/:id",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Procedures"],
        summary: "Write the next version of a procedure (office)",
        description:
          "`version` is the one that was read; if there is a newer one, 409 `procedure_changed`. Sessions " +
          "under way and past ones keep the version that they run.",
        params: byId,
        body: editProcedureBody,
        response: { 200: procedure, ...refusals(400, 401, 403, 404, 409, 413, 429) },
      },
    },
    (request) => editProcedure(core, actorOf(request), request.params.id, request.body),
  );
  app.post(
    "/v1/procedures/:id/archive",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Procedures"],
        summary: "Take a procedure out of use, or bring it back (office)",
        params: byId,
        body: archiveProcedureBody,
        response: { 200: procedure, ...refusals(400, 401, 403, 404, 413, 429) },
      },
    },
    (request) => archiveProcedure(core, actorOf(request), request.params.id, request.body),
  );
  app.post(
    "/v1/conversations/:id/guidance/:session/procedure",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Guidance"],
        summary: "Save a session that has ended as a procedure",
        description:
          "For those who do the work. What was tried after a step had failed is what comes when it fails. " +
          "Saving the same session again is the same procedure.",
        params: z.strictObject({ id, session: id }),
        body: saveProcedureBody,
        response: { 201: procedure, ...refusals(400, 401, 403, 404, 409, 413, 429, 503) },
      },
    },
    async (request, reply) => {
      const { id: conversation_id, session: session_id } = request.params;
      const saving = { conversation_id, session_id, title: request.body.title };
      return reply.code(201).send(await saveSession(core, actorOf(request), saving));
    },
  );
};
