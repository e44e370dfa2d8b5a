import { byId, djangoRefusals as refusals, type Operation } from "@relais/dialect";
import { toClaim, wireClaim } from "../to-wire/claim.ts";
import { tags } from "../words.ts";
import { readClaim } from "./read-claim.ts";

/** `GET claims/{id}`. */
export const getClaim: Operation = (app, services) => {
  const { signedIn, actorOf } = services;
  app.get(
    "/claims/:id",
    {
      onRequest: signedIn,
      config: { guests: true, links: true },
      schema: {
        tags,
        summary: "One claim",
        params: byId,
        response: { 200: wireClaim, ...refusals },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      return toClaim(await readClaim(services, actor, request.params.id), actor.organization_id);
    },
  );
};
