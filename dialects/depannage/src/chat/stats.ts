import { getCase, listConversationLines, RefusedError, totalConversations } from "@relais/core";
import { djangoRefusals as refusals, type Operation } from "@relais/dialect";
import { id } from "@relais/protocol";
import { z } from "zod";
import { stats, toStats } from "./totals.ts";
import { tags } from "../words.ts";

/** `GET chat/stats/`: of one request, or of all. */
export const readStats: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.get(
    "/chat/stats",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Numbers of the conversation of a request, or of all of them",
        querystring: z.object({ request_id: z.optional(id) }),
        response: { 200: stats, ...refusals },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { request_id } = request.query;
      const lines = await listConversationLines(core, actor, "request");
      if (request_id === undefined) {
        const totals = await totalConversations(core, actor, lines);
        return { ...toStats(totals), request_id: null, conversation_id: null };
      }
      const theCase = await getCase(core, actor, request_id);
      if (theCase.kind !== "request") throw new RefusedError("not_found");
      const own = lines.filter((line) => line.case.id === request_id);
      const totals = await totalConversations(core, actor, own);
      const [only] = own;
      return { ...toStats(totals), request_id, conversation_id: only?.conversation_id ?? null };
    },
  );
};
