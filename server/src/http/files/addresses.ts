import { fileAddresses } from "@relais/core";
import { fileAddressesAnswer, fileAddressesBody } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const fileAddressesRoute: Route = (app, { core, signedIn }) => {
  app.post(
    "/v1/conversations/:id/files",
    {
      onRequest: signedIn,
      config: { guests: true },
      schema: {
        tags: ["Files"],
        summary: "Addresses of files, for a short time",
        description:
          "Fresh signed addresses of files of messages in this conversation, for whoever may read it. " +
          "What is not such a file is left out.",
        params: byId,
        body: fileAddressesBody,
        response: { 200: fileAddressesAnswer, ...refusals(400, 401, 403, 404, 429) },
      },
    },
    async (request) => ({
      files: await fileAddresses(core, actorOf(request), request.params.id, request.body.ids),
    }),
  );
};
