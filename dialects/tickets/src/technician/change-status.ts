import { changeStatus } from "@relais/core";
import { byId, djangoRefusals, type Operation, refuseOtherKind } from "@relais/dialect";
import { z } from "zod";
import { describeTicket } from "../read-ticket.ts";
import { wireTicket } from "../to-wire/ticket.ts";
import { kind, statusOf, statuts, tags } from "../words.ts";

/** `PATCH technician/tickets/{id}/status/`: the next step, as the kind allows it. */
export const changeTicketStatus: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.patch(
    "/technician/tickets/:id/status",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Take the next step; a guidance under way ends first where the work does",
        params: byId,
        body: z.object({ statut: z.enum(statuts), message: z.nullish(z.string()) }),
        response: { 200: wireTicket, ...djangoRefusals },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { id } = request.params;
      const { statut, message } = request.body;
      await refuseOtherKind(services, actor, kind, id);
      const step = { status: statusOf[statut], ...(message != null && { note: message }) };
      return describeTicket(services, actor, await changeStatus(core, actor, id, step));
    },
  );
};
