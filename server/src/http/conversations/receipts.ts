import { advanceReceipt } from "@relais/core";
import { receiptBody } from "@relais/protocol";
import { z } from "zod";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const advanceReceiptRoute: Route = (app, { core, signedIn }) => {
  app.post(
    "/v1/conversations/:id/receipts",
    {
      onRequest: signedIn,
      config: { guests: true },
      schema: {
        tags: ["Conversations"],
        summary: "Say how far I have received and read",
        params: byId,
        body: receiptBody,
        response: { 204: z.null(), ...refusals(400, 401, 403, 404, 429, 503) },
      },
    },
    async (request, reply) => {
      await advanceReceipt(core, actorOf(request), {
        conversation_id: request.params.id,
        ...request.body,
      });
      return reply.code(204).send(null);
    },
  );
};
