import { byId, djangoRefusals as refusals, type Operation } from "@relais/dialect";
import { toRequest, wireRequest } from "../to-wire/request.ts";
import { readRequest } from "./read-request.ts";
import { tags } from "../words.ts";

/** `GET requests/{id}/`. */
export const getRequest: Operation = (app, services) => {
  const { signedIn, actorOf } = services;
  app.get(
    "/requests/:id",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "One request",
        params: byId,
        response: { 200: wireRequest, ...refusals },
      },
    },
    async (request) => toRequest(await readRequest(services, actorOf(request), request.params.id)),
  );
};
