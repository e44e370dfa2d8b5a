import { listConversationLines, summarizeConversations, totalConversations } from "@relais/core";
import { djangoRefusals as refusals, type Operation } from "@relais/dialect";
import { z } from "zod";
import { wireConversation } from "../to-wire/conversation.ts";
import { describeSummary } from "./describe-conversation.ts";
import { stats, toStats } from "./totals.ts";
import { tags } from "../words.ts";

/** Conversations that a page has room for. */
const shown = 100;

/** `GET chat/dashboard/`: the totals, and the newest conversations. */
export const readDashboard: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.get(
    "/chat/dashboard",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Numbers of all of the caller's conversations, and the newest of them",
        response: {
          200: stats.extend({ conversations: z.array(wireConversation) }),
          ...refusals,
        },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const lines = await listConversationLines(core, actor, "request");
      const totals = await totalConversations(core, actor, lines);
      const summaries = await summarizeConversations(core, actor, lines.slice(0, shown));
      const conversations = await Promise.all(
        summaries.map((one) => describeSummary(services, request, actor, one)),
      );
      conversations.sort((one, other) => (one.updated_at < other.updated_at ? 1 : -1));
      return { ...toStats(totals), request_id: null, conversation_id: null, conversations };
    },
  );
};
