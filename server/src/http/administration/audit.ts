import { exportAudit, listAudit } from "@relais/core";
import { auditExportQuery, auditPage, auditQuery } from "@relais/protocol";
import { z } from "zod";
import { actorOf } from "../access.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

const tags = ["Administration"];

export const auditRoutes: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/admin/audit",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "The audit log, the newest first (admins)",
        querystring: auditQuery,
        response: { 200: auditPage, ...refusals(400, 401, 403, 429) },
      },
    },
    (request) => listAudit(core, actorOf(request), request.query),
  );
  app.get(
    "/v1/admin/audit.csv",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "The audit log as CSV (admins)",
        description:
          "The newest 50,000 entries at the most. A cell that a spreadsheet would run begins with `'`.",
        produces: ["text/csv"],
        querystring: auditExportQuery,
        response: { 200: z.string(), ...refusals(400, 401, 403, 429) },
      },
    },
    async (request, reply) => {
      const csv = await exportAudit(core, actorOf(request), request.query);
      return reply
        .header("content-disposition", 'attachment; filename="audit.csv"')
        .type("text/csv; charset=utf-8")
        .serializer((text: unknown) => String(text))
        .send(csv);
    },
  );
};
