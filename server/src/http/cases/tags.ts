import { listTags } from "@relais/core";
import { z } from "zod";
import { actorOf } from "../access.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

const answer = z.strictObject({ tags: z.array(z.string()) }).meta({ id: "Tags" });

export const tagsRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/tags",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Cases"],
        summary: "The tags that my organization uses, those used most first",
        description: "For those who do the work, of the kinds that they know.",
        response: { 200: answer, ...refusals(401, 403, 429) },
      },
    },
    async (request) => ({ tags: await listTags(core, actorOf(request)) }),
  );
};
