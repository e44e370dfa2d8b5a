import { changeStatus } from "@relais/core";
import { byId, djangoRefusals as refusals, type Operation } from "@relais/dialect";
import { z } from "zod";
import { toRequest, wireRequest } from "../to-wire/request.ts";
import { refuseOtherKind } from "./read-request.ts";
import { tags } from "../words.ts";

/** `POST requests/{id}/status/`: the next step, as the kind allows it. */
export const changeRequestStatus: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.post(
    "/requests/:id/status",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Take the next step",
        params: byId,
        body: z.object({ status: z.string(), note: z.nullish(z.string()) }),
        response: { 200: wireRequest, ...refusals },
      },
    },
    async (request) => {
      const { status, note } = request.body;
      const actor = actorOf(request);
      await refuseOtherKind(services, actor, request.params.id);
      const change = { status, ...(note != null && { note }) };
      return toRequest(await changeStatus(core, actor, request.params.id, change));
    },
  );
};
