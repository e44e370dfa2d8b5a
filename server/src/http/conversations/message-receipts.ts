import { messageReceipts } from "@relais/core";
import { messageReceiptsAnswer, messageReceiptsQuery } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";
import { byNumber } from "./message-number.ts";

export const messageReceiptsRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/conversations/:id/messages/:number/receipts",
    {
      onRequest: signedIn,
      config: { guests: true },
      schema: {
        tags: ["Conversations"],
        summary: "Who received and read a message, and when",
        description:
          "Everybody who takes part but its sender, a page at a time; the next page is the one `after` the `next` of this one.",
        params: byNumber,
        querystring: messageReceiptsQuery,
        response: { 200: messageReceiptsAnswer, ...refusals(400, 401, 403, 404, 429) },
      },
    },
    async (request) => {
      const { id, number } = request.params;
      return messageReceipts(core, actorOf(request), id, number, request.query.after);
    },
  );
};
