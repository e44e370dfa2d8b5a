import { proofAddresses } from "@relais/core";
import { fileAddressesAnswer, fileAddressesBody } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const proofAddressesRoute: Route = (app, { core, signedIn }) => {
  app.post(
    "/v1/cases/:id/files",
    {
      onRequest: signedIn,
      config: { guests: true },
      schema: {
        tags: ["Files"],
        summary: "Addresses of the photos that prove steps of a case, for a short time",
        description:
          "Fresh signed addresses, for whoever sees the case. What is not such a photo is left out.",
        params: byId,
        body: fileAddressesBody,
        response: { 200: fileAddressesAnswer, ...refusals(400, 401, 403, 404, 429) },
      },
    },
    async (request) => ({
      files: await proofAddresses(core, actorOf(request), request.params.id, request.body.ids),
    }),
  );
};
