import { listCases } from "@relais/core";
import type { Operation } from "@relais/dialect";
import { z } from "zod";
import { refusals } from "../refuse.ts";
import { toAppointment, wireAppointment } from "../to-wire/appointment.ts";
import { appointmentKind, tags } from "../words.ts";

/** `GET /api/appointments`: the caller's own, the garage's. */
export const listAppointments: Operation = (app, { core, signedIn, actorOf }) => {
  app.get(
    "/api/appointments",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Appointments that the caller may see",
        response: { 200: z.array(wireAppointment), ...refusals },
      },
    },
    async (request) => {
      const { cases } = await listCases(core, actorOf(request));
      return cases.filter(({ kind }) => kind === appointmentKind).map(toAppointment);
    },
  );
};
