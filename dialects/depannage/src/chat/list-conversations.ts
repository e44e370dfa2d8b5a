import { listConversationLines, RefusedError } from "@relais/core";
import {
  addressOf,
  djangoRefusals as refusals,
  type Operation,
  pageNumber,
  pageOf,
  pageQuery,
  pageSchema,
} from "@relais/dialect";
import { wireConversation } from "../to-wire/conversation.ts";
import { describeConversation } from "./describe-conversation.ts";
import { tags } from "../words.ts";

/** `GET chat/conversations/`. */
export const listConversations: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.get(
    "/chat/conversations",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "The caller's conversations, the newest change first",
        querystring: pageQuery,
        response: { 200: pageSchema(wireConversation), ...refusals },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const lines = await listConversationLines(core, actor, "request");
      const number = pageNumber(request.query, lines.length);
      if (number === undefined) throw new RefusedError("not_found");
      const { page_size } = request.query;
      const page = lines.slice((number - 1) * page_size, number * page_size);
      const results = await Promise.all(
        page.map((line) => describeConversation(services, request, actor, line)),
      );
      const address = addressOf(services, request);
      return pageOf(address, number, request.query, lines.length, results);
    },
  );
};
