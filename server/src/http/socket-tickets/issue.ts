import { issueTicket } from "@relais/core";
import { ticketAnswer } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { nothing, refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const issueTicketRoute: Route = (app, { core, signedIn }) => {
  app.post(
    "/v1/socket-tickets",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Sessions"],
        summary: "A one-time ticket for a socket",
        description: "Lives 60 s and is used once; for a socket whose address others may see.",
        body: nothing,
        response: { 201: ticketAnswer, ...refusals(400, 401, 429) },
      },
    },
    async (request, reply) => reply.code(201).send(await issueTicket(core, actorOf(request))),
  );
};
