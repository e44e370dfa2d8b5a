import { readWholeTalk, RefusedError } from "@relais/core";
import {
  addressOf,
  byId,
  djangoRefusals as refusals,
  type Operation,
  pageNumber,
  pageOf,
  pageQuery,
  pageSchema,
} from "@relais/dialect";
import { readTold } from "../conversations/read-told.ts";
import { wireMessage } from "../to-wire/message.ts";
import { tags } from "../words.ts";
import { tellMessages } from "./tell-messages.ts";

/** `GET conversations/{id}/messages`: pages from the first message on. */
export const listMessages: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.get(
    "/conversations/:id/messages",
    {
      onRequest: signedIn,
      config: { guests: true, links: true },
      schema: {
        tags,
        summary:
          "Messages of a conversation, the oldest first; internal ones among them for the team",
        params: byId,
        querystring: pageQuery,
        response: { 200: pageSchema(wireMessage), ...refusals },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { page, page_size } = request.query;
      const { talk } = await readTold(services, actor, request.params.id);
      const { conversation_id } = talk;
      const from = page === "last" ? page : (page - 1) * page_size + 1;
      const span = await readWholeTalk(core, actor, conversation_id, { from, count: page_size });
      const number = pageNumber(request.query, span.count);
      if (number === undefined) throw new RefusedError("not_found");
      const results = await tellMessages(services, request, actor, conversation_id, span);
      return pageOf(addressOf(services, request), number, request.query, span.count, results);
    },
  );
};
