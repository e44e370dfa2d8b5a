import { addIdentityKey, changeEmbedding, readEmbedding, removeIdentityKey } from "@relais/core";
import {
  changeEmbedding as changeBody,
  embeddingView,
  newIdentityKey,
  newIdentityKeyBody,
} from "@relais/protocol";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

const tags = ["Chat on your own sites"];

export const embeddingRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/embedding",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "How the chat stands on the organization's sites. For admins",
        response: { 200: embeddingView, ...refusals(401, 403, 429) },
      },
    },
    (request) => readEmbedding(core, actorOf(request)),
  );
  app.put(
    "/v1/embedding",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Say how the chat stands on the organization's sites. For admins",
        body: changeBody,
        response: { 200: embeddingView, ...refusals(400, 401, 403, 429) },
      },
    },
    (request) => changeEmbedding(core, actorOf(request), request.body),
  );
};

export const identityKeysRoute: Route = (app, { core, signedIn }) => {
  app.post(
    "/v1/embedding/keys",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Add a key by which the site's server says who somebody is. For admins",
        description:
          "Give the public half of a key of yours, or nothing: then `secret` is told this once, for HS256. " +
          "The key of before holds for a week more.",
        body: newIdentityKeyBody,
        response: { 201: newIdentityKey, ...refusals(400, 401, 403, 429) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await addIdentityKey(core, actorOf(request), request.body)),
  );
  app.delete(
    "/v1/embedding/keys/:id",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "End such a key at once. For admins",
        params: byId,
        response: { 200: embeddingView, ...refusals(401, 403, 429) },
      },
    },
    (request) => removeIdentityKey(core, actorOf(request), request.params.id),
  );
};
