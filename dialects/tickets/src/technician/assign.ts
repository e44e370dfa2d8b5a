import { acceptCase } from "@relais/core";
import { byId, djangoRefusals, type Operation, refuseOtherKind } from "@relais/dialect";
import { describeTicket } from "../read-ticket.ts";
import { wireTicket } from "../to-wire/ticket.ts";
import { kind, tags } from "../words.ts";

/** `POST technician/tickets/{id}/assign/`: it is in the caller's hands from now on. */
export const assignTicket: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.post(
    "/technician/tickets/:id/assign",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Take a ticket",
        params: byId,
        response: { 200: wireTicket, ...djangoRefusals },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { id } = request.params;
      await refuseOtherKind(services, actor, kind, id);
      return describeTicket(services, actor, await acceptCase(core, actor, id));
    },
  );
};
