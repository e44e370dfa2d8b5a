import { rateCase, ratingFigures, readRating } from "@relais/core";
import { ratingAnswer, ratingBody, ratingFigures as figures, ratingsQuery } from "@relais/protocol";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const readRatingRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/cases/:id/rating",
    {
      onRequest: signedIn,
      config: { guests: true },
      schema: {
        tags: ["Ratings"],
        summary: "What the customer of a case said of it, and whether to ask them",
        params: byId,
        response: { 200: ratingAnswer, ...refusals(401, 403, 404, 429) },
      },
    },
    (request) => readRating(core, actorOf(request), request.params.id),
  );
};

export const rateCaseRoute: Route = (app, { core, signedIn }) => {
  app.put(
    "/v1/cases/:id/rating",
    {
      onRequest: signedIn,
      config: { guests: true },
      schema: {
        tags: ["Ratings"],
        summary: "Say how content I am with my case, once it has ended",
        description: "For its customer. It may be said anew for a day.",
        params: byId,
        body: ratingBody,
        response: { 200: ratingAnswer, ...refusals(400, 401, 403, 404, 409, 429) },
      },
    },
    (request) => rateCase(core, actorOf(request), request.params.id, request.body),
  );
};

export const ratingFiguresRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/ratings",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Ratings"],
        summary: "How content customers were, in figures",
        description:
          "For admins and managers. `from` and `to` are about the first answer; `to` is not included.",
        querystring: ratingsQuery,
        response: { 200: figures, ...refusals(400, 401, 403, 429) },
      },
    },
    (request) => ratingFigures(core, actorOf(request), request.query),
  );
};
