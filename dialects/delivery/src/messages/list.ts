import { readSpan, RefusedError } from "@relais/core";
import {
  addressOf,
  djangoRefusals as refusals,
  type Operation,
  pageNumber,
  pageOf,
  pageQuery,
  pageSchema,
} from "@relais/dialect";
import { id } from "@relais/protocol";
import { z } from "zod";
import { wireMessage } from "../to-wire/message.ts";
import { tags } from "../words.ts";
import { readMessages } from "./read-messages.ts";

const query = pageQuery.extend({
  chat_room_id: id,
  ordering: z.enum(["-created_at", "created_at"]).default("-created_at"),
});

/** `GET messages/?chat_room_id=`: the newest first, unless turned. */
export const listMessages: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.get(
    "/chat/messages",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Messages of a room, the newest first",
        querystring: query,
        response: { 200: pageSchema(wireMessage), ...refusals },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { chat_room_id: conversation_id, ordering, page_size } = request.query;
      const { last_number } = await readSpan(core, actor, conversation_id, {
        from: "last",
        count: 1,
      });
      const number = pageNumber(request.query, last_number);
      if (number === undefined) throw new RefusedError("not_found");
      const newestFirst = ordering === "-created_at";
      const passed = (number - 1) * page_size;
      // Numbers are dense: a page is arithmetic, from either end.
      const from = newestFirst ? Math.max(1, last_number - passed - page_size + 1) : passed + 1;
      const count = newestFirst ? last_number - passed - from + 1 : page_size;
      const wanted = { conversation_id, from, count };
      const results = count < 1 ? [] : await readMessages(services, request, actor, wanted);
      if (newestFirst) results.reverse();
      return pageOf(addressOf(services, request), number, request.query, last_number, results);
    },
  );
};
