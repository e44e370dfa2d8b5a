import { signOut } from "@relais/core";
import { signOutBody } from "@relais/protocol";
import { z } from "zod";
import { callerOf } from "../access.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const signOutRoute: Route = (app, { core, signedIn }) => {
  app.post(
    "/v1/sessions/sign-out",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Sessions"],
        summary: "Sign out, here, everywhere or everywhere else",
        body: z.optional(signOutBody),
        response: { 204: z.null(), ...refusals(400, 401, 429) },
      },
    },
    async (request, reply) => {
      const { everywhere, elsewhere } = request.body ?? {};
      await signOut(core, callerOf(request), { everywhere, elsewhere });
      return reply.code(204).send(null);
    },
  );
};
