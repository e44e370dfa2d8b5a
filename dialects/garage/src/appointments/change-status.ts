import { changeStatus } from "@relais/core";
import { byId, type Operation, refuseOtherKind } from "@relais/dialect";
import { z } from "zod";
import { refusals } from "../refuse.ts";
import { toAppointment, wireAppointment } from "../to-wire/appointment.ts";
import { appointmentKind, tags } from "../words.ts";

const statuses = [
  "requested",
  "confirmed",
  "in_progress",
  "ready",
  "completed",
  "cancelled",
  "no_show",
] as const;

/** `PUT /api/appointments/:id/status`. */
export const changeAppointment: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.put(
    "/api/appointments/:id/status",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Take the next step of an appointment",
        params: byId,
        body: z.object({ status: z.enum(statuses) }),
        response: { 200: wireAppointment, ...refusals },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { id } = request.params;
      await refuseOtherKind(services, actor, appointmentKind, id);
      return toAppointment(await changeStatus(core, actor, id, request.body));
    },
  );
};
