import { openCase } from "@relais/core";
import type { Operation } from "@relais/dialect";
import { clientId, id, instant } from "@relais/protocol";
import { z } from "zod";
import { refusals } from "../refuse.ts";
import { toAppointment, wireAppointment } from "../to-wire/appointment.ts";
import { appointmentKind, tags } from "../words.ts";

const newAppointment = z.object({
  garageId: id,
  startsAt: instant,
  service: z.string(),
  vehicle: z.nullish(z.string()),
  notes: z.nullish(z.string()),
  clientId: z.nullish(clientId),
});

/** `POST /api/appointments`: asks one garage for a date. */
export const openAppointment: Operation = (app, { core, signedIn, actorOf }) => {
  app.post(
    "/api/appointments",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Ask a garage for an appointment",
        body: newAppointment,
        response: { 201: wireAppointment, ...refusals },
      },
    },
    async (request, reply) => {
      const { garageId, startsAt, service, vehicle, notes, clientId: client_id } = request.body;
      const opened = await openCase(core, actorOf(request), {
        kind: appointmentKind,
        title: service,
        assignee_id: garageId,
        fields: { starts_at: startsAt, ...(vehicle != null && { vehicle }) },
        ...(notes != null && { description: notes }),
        ...(client_id != null && { client_id }),
      });
      return reply.code(201).send(toAppointment(opened));
    },
  );
};
