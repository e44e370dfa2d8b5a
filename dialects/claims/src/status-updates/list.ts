import {
  byId,
  djangoRefusals as refusals,
  type Operation,
  pageQuery,
  pageSchema,
} from "@relais/dialect";
import { readClaim } from "../claims/read-claim.ts";
import { pageFrom } from "../page.ts";
import { wireStatusUpdate } from "../to-wire/status-update.ts";
import { tags } from "../words.ts";
import { readUpdates } from "./read-updates.ts";

/** `GET claims/{id}/status-updates`. */
export const listStatusUpdates: Operation = (app, services) => {
  const { signedIn, actorOf } = services;
  app.get(
    "/claims/:id/status-updates",
    {
      onRequest: signedIn,
      config: { guests: true, links: true },
      schema: {
        tags,
        summary: "The steps of a claim, the oldest first",
        params: byId,
        querystring: pageQuery,
        response: { 200: pageSchema(wireStatusUpdate), ...refusals },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { id } = await readClaim(services, actor, request.params.id);
      const all = await readUpdates(services, actor, id);
      return pageFrom(services, request, request.query, all, (one) => one);
    },
  );
};
