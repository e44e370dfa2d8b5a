import { changeReply, createReply, deleteReply, listReplies } from "@relais/core";
import { cannedReplies, cannedReply, cannedReplyBody } from "@relais/protocol";
import { z } from "zod";
import { actorOf, callerOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

const description =
  "Variables such as `{{client.prenom}}` are a closed list; one that does not exist is named in `fields.text`. The " +
  "organization's are written by its admins and managers, one's own by oneself. With `actions` it is a macro.";

export const listRepliesRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/canned-replies",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Canned replies"],
        summary: "The organization's canned replies and my own",
        response: { 200: cannedReplies, ...refusals(401, 403, 429) },
      },
    },
    async (request) => ({ replies: await listReplies(core, actorOf(request)) }),
  );
};

export const createReplyRoute: Route = (app, { core, signedIn }) => {
  app.post(
    "/v1/canned-replies",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Canned replies"],
        summary: "Write a canned reply or a macro",
        description,
        body: cannedReplyBody,
        response: { 201: cannedReply, ...refusals(400, 401, 403, 429) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await createReply(core, callerOf(request), request.body)),
  );
};

export const changeReplyRoute: Route = (app, { core, signedIn }) => {
  app.put(
    "/v1/canned-replies/:id",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Canned replies"],
        summary: "Write a canned reply anew",
        description: `${description} Whose it is stays.`,
        params: byId,
        body: cannedReplyBody,
        response: { 200: cannedReply, ...refusals(400, 401, 403, 404, 429) },
      },
    },
    (request) => changeReply(core, callerOf(request), request.params.id, request.body),
  );
};

export const deleteReplyRoute: Route = (app, { core, signedIn }) => {
  app.delete(
    "/v1/canned-replies/:id",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Canned replies"],
        summary: "Take a canned reply away",
        params: byId,
        response: { 200: z.strictObject({}), ...refusals(401, 403, 404, 429) },
      },
    },
    async (request) => {
      await deleteReply(core, callerOf(request), request.params.id);
      return {};
    },
  );
};
