import { RefusedError, sendMessage } from "@relais/core";
import { sendBody, sent } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const sendRoute: Route = (app, { core, realtime, signedIn }) => {
  app.post(
    "/v1/conversations/:id/messages",
    {
      onRequest: signedIn,
      config: { guests: true },
      schema: {
        tags: ["Conversations"],
        summary: "Write a message",
        description:
          "Answered once the message is on disk. The same `client_id` twice is one message, and both " +
          "answers are equal; with another text it is refused (409). `attachments` names finished uploads; " +
          "then the text may be empty. With a `step` it answers or proves that step of a guidance (the text is then " +
          "what the person adds to the answer). With `planned` it brings a step of a procedure, and its pictures.",
        params: byId,
        body: sendBody,
        response: { 201: sent, ...refusals(400, 401, 403, 404, 409, 413, 429, 503) },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const wait = realtime.takeSend(actor.id);
      if (wait > 0) throw new RefusedError("too_many_requests", { retryAfterMs: wait });
      const { text, client_id = null, reply_to = null } = request.body;
      const { attachments, quick_answer, mentions, step, planned } = request.body;
      const conversation_id = request.params.id;
      const message = {
        conversation_id,
        text,
        client_id,
        reply_to,
        attachments,
        quick_answer,
        mentions,
        step,
        planned,
      };
      return reply.code(201).send(await sendMessage(core, actor, message));
    },
  );
};
