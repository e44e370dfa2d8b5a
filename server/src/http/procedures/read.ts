import { getProcedure, getRun, listProcedures, listVersions } from "@relais/core";
import {
  id,
  procedure,
  procedureQuery,
  procedureRun,
  procedureSummary,
  proceduresQuery,
  procedureVersion,
} from "@relais/protocol";
import { z } from "zod";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

const list = z
  .strictObject({ procedures: z.array(procedureSummary) })
  .meta({ id: "ProcedureList" });
const versions = z
  .strictObject({ versions: z.array(procedureVersion) })
  .meta({ id: "ProcedureVersions" });

export const readProcedureRoutes: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/procedures",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Procedures"],
        summary: "The procedures of my organization, by title",
        description: "For those who do the work. `archived=true` lists those that are out of use.",
        querystring: proceduresQuery,
        response: { 200: list, ...refusals(400, 401, 403, 429) },
      },
    },
    async (request) => ({
      procedures: await listProcedures(core, actorOf(request), request.query.archived === "true"),
    }),
  );
  app.get(
    "/v1/procedures/:id",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Procedures"],
        summary: "A procedure, in its newest version or another",
        params: byId,
        querystring: procedureQuery,
        response: { 200: procedure, ...refusals(400, 401, 403, 404, 429) },
      },
    },
    (request) => getProcedure(core, actorOf(request), request.params.id, request.query.version),
  );
  app.get(
    "/v1/procedures/:id/versions",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Procedures"],
        summary: "Who wrote which version of a procedure, and when",
        params: byId,
        response: { 200: versions, ...refusals(400, 401, 403, 404, 429) },
      },
    },
    async (request) => ({
      versions: await listVersions(core, actorOf(request), request.params.id),
    }),
  );
  app.get(
    "/v1/conversations/:id/guidance/:session/procedure",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Guidance"],
        summary: "The procedure by which somebody is guided, with what was said of this case",
        description:
          "The version that the session began with, whatever was written since. 404 when it has none.",
        params: z.strictObject({ id, session: id }),
        response: { 200: procedureRun, ...refusals(400, 401, 403, 404, 429, 503) },
      },
    },
    (request) => getRun(core, actorOf(request), request.params.id, request.params.session),
  );
};
