import { actOnCases, toRefusal } from "@relais/core";
import { deskActionAnswer, deskActionBody } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { languageOf } from "../language.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const deskActionRoute: Route = (app, { core, signedIn }) => {
  app.post(
    "/v1/desk/actions",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Desk"],
        summary: "Do one thing to several cases",
        description:
          "Each case is judged by itself: `results` has, in the order asked, how it stands now or why it was refused.",
        body: deskActionBody,
        response: { 200: deskActionAnswer, ...refusals(400, 401, 403, 429) },
      },
    },
    async (request) => {
      const outcomes = await actOnCases(core, actorOf(request), request.body);
      const language = languageOf(request.raw);
      return {
        results: outcomes.map((one) =>
          "entry" in one
            ? one
            : { case_id: one.case_id, refusal: toRefusal(one.refused, language) },
        ),
      };
    },
  );
};
