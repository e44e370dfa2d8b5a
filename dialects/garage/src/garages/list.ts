import { listWorkplaces, RefusedError } from "@relais/core";
import { byId, type Operation } from "@relais/dialect";
import { z } from "zod";
import { refusals } from "../refuse.ts";
import { toGarage, wireGarage } from "../to-wire/garage.ts";
import { tags } from "../words.ts";

/** `GET /api/garages`: with their opening hours, and whom to write to. */
export const listGarages: Operation = (app, { core, signedIn, actorOf }) => {
  app.get(
    "/api/garages",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Garages with their opening hours",
        response: { 200: z.array(wireGarage), ...refusals },
      },
    },
    async (request) => (await listWorkplaces(core, actorOf(request))).map(toGarage),
  );
};

/** `GET /api/garages/:id`. */
export const getGarage: Operation = (app, { core, signedIn, actorOf }) => {
  app.get(
    "/api/garages/:id",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "One garage",
        params: byId,
        response: { 200: wireGarage, ...refusals },
      },
    },
    async (request) => {
      const all = await listWorkplaces(core, actorOf(request));
      const found = all.find(({ person }) => person.id === request.params.id);
      if (found === undefined) throw new RefusedError("not_found");
      return toGarage(found);
    },
  );
};
