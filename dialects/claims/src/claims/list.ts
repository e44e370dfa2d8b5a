import { listCases } from "@relais/core";
import { djangoRefusals as refusals, type Operation, pageQuery, pageSchema } from "@relais/dialect";
import { z } from "zod";
import { maybeId } from "../fields.ts";
import { pageFrom } from "../page.ts";
import { toClaim, wireClaim } from "../to-wire/claim.ts";
import { warrantyOf } from "../to-wire/conversation.ts";
import { tags } from "../words.ts";

/** `GET claims`. */
export const listClaims: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.get(
    "/claims",
    {
      onRequest: signedIn,
      config: { guests: true, links: true },
      schema: {
        tags,
        summary: "The claims that the caller may see, the newest change first",
        querystring: pageQuery.extend({ status: z.optional(z.string()), warranty_id: maybeId }),
        response: { 200: pageSchema(wireClaim), ...refusals },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { status, warranty_id, ...query } = request.query;
      const { cases } = await listCases(core, actor);
      const wanted = cases.filter(
        (one) =>
          one.kind === "claim" &&
          (status === undefined || one.status === status) &&
          (warranty_id == null || warrantyOf(one) === warranty_id),
      );
      return pageFrom(services, request, query, wanted, (one) =>
        toClaim(one, actor.organization_id),
      );
    },
  );
};
