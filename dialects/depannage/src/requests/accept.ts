import { acceptCase } from "@relais/core";
import type { Operation } from "../operation.ts";
import { byId, refusals, tags } from "../schemas.ts";
import { toRequest, wireRequest } from "../to-wire/request.ts";
import { refuseOtherKind } from "./read-request.ts";

/** `POST requests/{id}/accept/`: the conversation opens with it. */
export const acceptRequest: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.post(
    "/requests/:id/accept",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Take a request: its conversation opens",
        params: byId,
        response: { 200: wireRequest, ...refusals },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      await refuseOtherKind(services, actor, request.params.id);
      return toRequest(await acceptCase(core, actor, request.params.id));
    },
  );
};
