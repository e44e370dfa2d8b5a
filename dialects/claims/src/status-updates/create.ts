import { changeStatus, RefusedError } from "@relais/core";
import { byId, djangoRefusals as refusals, type Operation } from "@relais/dialect";
import { z } from "zod";
import { readClaim } from "../claims/read-claim.ts";
import { maybeId } from "../fields.ts";
import { wireStatusUpdate } from "../to-wire/status-update.ts";
import { tags } from "../words.ts";
import { readUpdates } from "./read-updates.ts";

const step = z.object({
  claim_id: maybeId,
  /** What the caller believes it to be: 409 when it is not any more. */
  old_status: z.nullish(z.string()),
  new_status: z.string(),
  reason: z.nullish(z.string().max(1_000)),
  notes: z.nullish(z.string().max(4_000)),
  /** The notes are for the support team only. */
  is_internal: z.nullish(z.boolean()),
});

/** `POST claims/{id}/status-updates`: the next step, as the kind allows it. */
export const createStatusUpdate: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.post(
    "/claims/:id/status-updates",
    {
      onRequest: signedIn,
      config: { links: true },
      schema: {
        tags,
        summary: "Take the next step of a claim, and say why",
        params: byId,
        body: step,
        response: { 201: wireStatusUpdate, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const { claim_id, old_status, new_status, reason, notes, is_internal } = request.body;
      const { id } = await readClaim(services, actor, request.params.id);
      if (claim_id != null && claim_id !== id) throw new RefusedError("not_found");
      await changeStatus(core, actor, id, {
        status: new_status,
        ...(old_status != null && { from: old_status }),
        ...(reason != null && { reason }),
        ...(notes != null && { note: notes }),
        ...(is_internal != null && { internal: is_internal }),
      });
      const update = (await readUpdates(services, actor, id)).findLast(
        (one) => one.new_status === new_status,
      );
      if (update === undefined) throw new RefusedError("not_found");
      return reply.code(201).send(update);
    },
  );
};
