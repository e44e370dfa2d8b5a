import { readSpan } from "@relais/core";
import {
  addressOf,
  byId,
  djangoRefusals,
  type Operation,
  pageOf,
  pageQuery,
  pageSchema,
  placeOf,
} from "@relais/dialect";
import { readTalk } from "../read-ticket.ts";
import { surroundingsOf } from "../surroundings.ts";
import { toComment, wireComment } from "../to-wire/comment.ts";
import { tags } from "../words.ts";

/** `GET tickets/{id}/comments/`: pages from the first comment on. */
export const listComments: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.get(
    "/tickets/:id/comments",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Everything that was said and done in a ticket, the oldest first",
        params: byId,
        querystring: pageQuery,
        response: { 200: pageSchema(wireComment), ...djangoRefusals },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { id } = request.params;
      const { conversation_id } = await readTalk(services, actor, id);
      const { page, page_size } = request.query;
      const from = page === "last" ? page : (page - 1) * page_size + 1;
      const span = await readSpan(core, actor, conversation_id, { from, count: page_size });
      const { number } = placeOf(request.query, span.last_number);
      const talk = { ticket_id: id, conversation_id };
      const around = await surroundingsOf(services, request, actor, talk, span.messages);
      const results = span.messages.map((message) => toComment(message, around));
      const address = addressOf(services, request);
      return pageOf(address, number, request.query, span.last_number, results);
    },
  );
};
