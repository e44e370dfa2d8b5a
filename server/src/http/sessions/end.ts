import { endSignIn } from "@relais/core";
import { z } from "zod";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const endSessionRoute: Route = (app, { core, signedIn }) => {
  app.delete(
    "/v1/sessions/:id",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Sessions"],
        summary: "Sign out one of one's devices from afar",
        description:
          "Its connections close with `session_ended` at once, its tokens are worth nothing, and it " +
          "forgets what it kept as soon as it learns of it.",
        params: byId,
        response: { 204: z.null(), ...refusals(400, 401, 404, 429) },
      },
    },
    async (request, reply) => {
      await endSignIn(core, actorOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
};
