import { describeTalks, listConversationLines } from "@relais/core";
import { djangoRefusals as refusals, type Operation, pageQuery, pageSchema } from "@relais/dialect";
import { priorities } from "@relais/protocol";
import { z } from "zod";
import { maybeId } from "../fields.ts";
import { pageFrom } from "../page.ts";
import { conversationStatus, toConversation, wireConversation } from "../to-wire/conversation.ts";
import { tags } from "../words.ts";
import { hasEnded } from "./read-told.ts";

const filters = {
  status: z.optional(conversationStatus),
  priority: z.optional(z.enum(priorities)),
  assigned_to: maybeId,
  claim_id: maybeId,
  warranty_id: maybeId,
};

/** `GET conversations`. */
export const listConversations: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.get(
    "/conversations",
    {
      onRequest: signedIn,
      config: { guests: true, links: true },
      schema: {
        tags,
        summary: "The conversations that the caller may read, the newest message first",
        querystring: pageQuery.extend(filters),
        response: { 200: pageSchema(wireConversation), ...refusals },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { page, page_size, ...wanted } = request.query;
      const lines = await listConversationLines(core, actor, "claim");
      const cases = new Map(lines.map((line) => [line.conversation_id, line.case]));
      const talks = await describeTalks(core, actor, [...cases.keys()]);
      const all = talks.flatMap((talk) => {
        const theCase = cases.get(talk.conversation_id);
        if (theCase === undefined) return [];
        const told = { talk, case: theCase, ended: hasEnded(services, theCase) };
        return toConversation(told, actor.organization_id);
      });
      const asked = Object.entries(wanted).filter(([, value]) => value != null);
      const found = all.filter((one) =>
        asked.every(([name, value]) => one[name as keyof typeof filters] === value),
      );
      return pageFrom(services, request, { page, page_size }, found, (one) => one);
    },
  );
};
