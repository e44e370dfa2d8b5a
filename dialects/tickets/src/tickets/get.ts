import { byId, djangoRefusals, type Operation, readOfKind } from "@relais/dialect";
import { describeTicket } from "../read-ticket.ts";
import { wireTicket } from "../to-wire/ticket.ts";
import { kind, tags } from "../words.ts";

/** `GET tickets/{id}/`. */
export const getTicket: Operation = (app, services) => {
  const { signedIn, actorOf } = services;
  app.get(
    "/tickets/:id",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "One ticket",
        params: byId,
        response: { 200: wireTicket, ...djangoRefusals },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const theCase = await readOfKind(services, actor, kind, request.params.id);
      return describeTicket(services, actor, theCase);
    },
  );
};
