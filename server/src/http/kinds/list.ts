import { listKinds } from "@relais/core";
import { kindView } from "@relais/protocol";
import { z } from "zod";
import { actorOf } from "../access.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const listKindsRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/kinds",
    {
      onRequest: signedIn,
      config: { guests: true },
      schema: {
        tags: ["Cases"],
        summary: "The kinds of cases that my organization serves: words, fields and steps",
        response: {
          200: z.strictObject({ kinds: z.array(kindView) }).meta({ id: "KindList" }),
          ...refusals(401, 429),
        },
      },
    },
    async (request) => ({ kinds: await listKinds(core, actorOf(request)) }),
  );
};
