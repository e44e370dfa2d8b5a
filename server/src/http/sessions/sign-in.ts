import { signIn } from "@relais/core";
import { signInAnswer, signInBody } from "@relais/protocol";
import { clientOf } from "../client-of.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const signInRoute: Route = (app, { core, anyone, rates }) => {
  app.post(
    "/v1/sessions",
    {
      onRequest: anyone,
      schema: {
        tags: ["Sessions"],
        summary: "Sign in",
        security: [],
        body: signInBody,
        response: { 200: signInAnswer, ...refusals(400, 401, 429) },
      },
    },
    (request) => {
      const { email, password } = request.body;
      rates.signIn(request.ip, email);
      const client = clientOf(request);
      return signIn(core, {
        email,
        password,
        address: request.ip,
        ...(client !== undefined && { client }),
      });
    },
  );
};
