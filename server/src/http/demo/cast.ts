import { demoCast, RefusedError } from "@relais/core";
import { role, words } from "@relais/protocol";
import { z } from "zod";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

const demoAnswer = z
  .strictObject({
    cast: z.array(
      z.strictObject({
        email: z.string(),
        full_name: z.string(),
        role,
        title: words.optional(),
        organization: z.strictObject({ name: z.string(), kind: z.string() }),
      }),
    ),
    password: z.string(),
  })
  .meta({ id: "Demo" });

export const demoRoute: Route = (app, { anyone, demo }) => {
  app.get(
    "/v1/demo",
    {
      onRequest: anyone,
      schema: {
        tags: ["Sessions"],
        summary: "Whom one may sign in as, in a demonstration",
        description: "404 on a server that is not a demonstration.",
        security: [],
        response: { 200: demoAnswer, ...refusals(404, 429) },
      },
    },
    async () => {
      if (!demo) throw new RefusedError("not_found");
      return demoCast();
    },
  );
};
