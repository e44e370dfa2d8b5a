import { countCases } from "@relais/core";
import { djangoRefusals, type Operation } from "@relais/dialect";
import { z } from "zod";
import { kind, priorites, priorityOf, statusOf, tags } from "../words.ts";

const count = z.number();
const stats = z.object({
  total: count,
  ouvert: count,
  en_cours: count,
  resolu: count,
  ferme: count,
  annule: count,
  par_priorite: z.object({ faible: count, normal: count, urgent: count, critique: count }),
  /** Seconds, from the opening to the resolution. */
  temps_resolution_moyen: z.nullable(z.number()),
});

/** `GET tickets/stats/`: of the tickets that the caller may see. */
export const readTicketStats: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.get(
    "/tickets/stats",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Numbers of the tickets that the caller may see",
        response: { 200: stats, ...djangoRefusals },
      },
    },
    async (request) => {
      const counts = await countCases(core, actorOf(request), kind);
      const of = (status: string): number => counts.by_status.get(status) ?? 0;
      const [faible = 0, normal = 0, urgent = 0, critique = 0] = priorites.map(
        (one) => counts.by_priority.get(priorityOf[one]) ?? 0,
      );
      return {
        total: [...counts.by_status.values()].reduce((sum, one) => sum + one, 0),
        ouvert: of(statusOf.ouvert),
        en_cours: of(statusOf["en cours"]),
        resolu: of(statusOf.resolu),
        ferme: of(statusOf.ferme),
        annule: of(statusOf.annule),
        par_priorite: { faible, normal, urgent, critique },
        temps_resolution_moyen: counts.average_seconds,
      };
    },
  );
};
