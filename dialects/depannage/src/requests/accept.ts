import { acceptCase } from "@relais/core";
import { byId, djangoRefusals as refusals, type Operation } from "@relais/dialect";
import { toRequest, wireRequest } from "../to-wire/request.ts";
import { refuseOtherKind } from "./read-request.ts";
import { tags } from "../words.ts";

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
