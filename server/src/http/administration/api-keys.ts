import { createApiKey, listApiKeys, revokeApiKey } from "@relais/core";
import { apiKey, apiKeyList, newApiKey, newApiKeyBody } from "@relais/protocol";
import { callerOf, actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

const tags = ["Administration"];
const path = "/v1/admin/api-keys";

export const apiKeyRoutes: Route = (app, { core, signedIn }) => {
  app.get(
    path,
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "The API keys by which programs call (admins)",
        response: { 200: apiKeyList, ...refusals(401, 403, 429) },
      },
    },
    (request) => listApiKeys(core, actorOf(request)),
  );
  app.post(
    path,
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Give a program of your own an API key (admins)",
        description:
          "It calls with `Authorization: Bearer` and `secret`, which is told this once: under `name`, with the rights of " +
          "`role` in cases and conversations, and none of administration. Keep it on a server, never in a page.",
        body: newApiKeyBody,
        response: { 201: newApiKey, ...refusals(400, 401, 403, 429) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await createApiKey(core, callerOf(request), request.body)),
  );
  app.delete(
    `${path}/:id`,
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Revoke an API key (admins)",
        description:
          "It is refused at once, and what is open with it closes with `session_ended`. What was written with it stays.",
        params: byId,
        response: { 200: apiKey, ...refusals(401, 403, 404, 429) },
      },
    },
    (request) => revokeApiKey(core, callerOf(request), request.params.id),
  );
};
