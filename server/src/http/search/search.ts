import { searchMessages } from "@relais/core";
import { searchAnswer, searchQuery } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const searchRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/search",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Search"],
        summary: "Messages that hold every word of `q`, and what `holds` names, newest first",
        description:
          "In all conversations that you may read, or in one. Every word counts as a beginning; accents and case do not matter; when nothing is found, one letter of each longer word may be wrong. Without `q`, whatever holds what `holds` names. The next page is the one `before` the id of the oldest hit.",
        querystring: searchQuery,
        response: { 200: searchAnswer, ...refusals(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const { q: text, ...search } = request.query;
      return searchMessages(core, actorOf(request), { ...search, text });
    },
  );
};
