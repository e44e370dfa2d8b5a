import { readSpan, RefusedError } from "@relais/core";
import {
  addressOf,
  djangoRefusals as refusals,
  type Operation,
  pageNumber,
  pageOf,
  pageQuery,
  pageSchema,
  surroundingsOf,
} from "@relais/dialect";
import { id } from "@relais/protocol";
import { toMessage, wireMessage } from "../to-wire/message.ts";
import { tags } from "../words.ts";

/** `GET chat/messages/conversation_messages/`: pages from the first message on. */
export const listMessages: Operation = (app, services) => {
  const { core, signedIn, actorOf, languageOf, originOf } = services;
  app.get(
    "/chat/messages/conversation_messages",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Messages of a conversation, the oldest first",
        querystring: pageQuery.extend({ conversation_id: id }),
        response: { 200: pageSchema(wireMessage), ...refusals },
      },
    },
    async (request) => {
      const { conversation_id, ...query } = request.query;
      const actor = actorOf(request);
      const { page, page_size } = query;
      const from = page === "last" ? page : (page - 1) * page_size + 1;
      const span = await readSpan(core, actor, conversation_id, { from, count: page_size });
      const number = pageNumber(query, span.last_number);
      if (number === undefined) throw new RefusedError("not_found");
      const around = await surroundingsOf(core, actor, conversation_id, span.messages, {
        receipts: span.receipts,
        language: languageOf(request),
        origin: originOf(request),
      });
      const results = span.messages.map((message) => toMessage(message, around));
      const address = addressOf(services, request);
      return pageOf(address, number, query, span.last_number, results);
    },
  );
};
