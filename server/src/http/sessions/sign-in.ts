import { signIn } from "@relais/core";
import { signInAnswer, signInBody } from "@relais/protocol";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

/** Names the device in the person's list of sign-ins; nothing depends on it. */
const clientCharacters = 200;

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
      const client = request.headers["user-agent"]?.slice(0, clientCharacters);
      return signIn(core, {
        email,
        password,
        address: request.ip,
        ...(client !== undefined && { client }),
      });
    },
  );
};
