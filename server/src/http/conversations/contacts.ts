import { readContacts } from "@relais/core";
import { contactsAnswer } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const contactsRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/conversations/:id/contacts",
    {
      onRequest: signedIn,
      config: { guests: true },
      schema: {
        tags: ["People"],
        summary: "How the others of a conversation are reached by telephone",
        description:
          "For those who take part. The whole number while the case is open, masked once it has ended.",
        params: byId,
        response: { 200: contactsAnswer, ...refusals(401, 403, 404, 429) },
      },
    },
    async (request) => ({
      contacts: await readContacts(core, actorOf(request), request.params.id),
    }),
  );
};
