import { offerReplies, applyMacro } from "@relais/core";
import { macroAnswer, offeredReplies, offeredRepliesQuery, applyMacroBody } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const offerRepliesRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/cases/:id/canned-replies",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Canned replies"],
        summary: "Canned replies that fit a case, filled in for it",
        description:
          "`q`: every word of it begins a word of the title or the text, accents aside. For those who do the work.",
        params: byId,
        querystring: offeredRepliesQuery,
        response: { 200: offeredReplies, ...refusals(400, 401, 403, 404, 429) },
      },
    },
    async (request) => ({
      replies: await offerReplies(core, actorOf(request), request.params.id, request.query.q),
    }),
  );
};

export const applyMacroRoute: Route = (app, { core, signedIn }) => {
  app.post(
    "/v1/cases/:id/macros",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Canned replies"],
        summary: "Say a canned reply and do what it does, all or nothing",
        description:
          "Tags, who does the work, the words, then the status. Each part needs the right to do it by itself; where " +
          "one is refused nothing of it has happened. The same `client_id` again changes nothing more.",
        params: byId,
        body: applyMacroBody,
        response: { 200: macroAnswer, ...refusals(400, 401, 403, 404, 409, 429) },
      },
    },
    (request) => applyMacro(core, actorOf(request), request.params.id, request.body),
  );
};
