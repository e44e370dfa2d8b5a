import { readQuickAnswers, resetQuickAnswers, setQuickAnswers } from "@relais/core";
import { quickAnswersAnswer, quickAnswersBody } from "@relais/protocol";
import { z } from "zod";
import { actorOf, callerOf } from "../access.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

const path = "/v1/kinds/:kind/quick-answers";
const byKind = z.strictObject({ kind: z.string().max(40) });

export const readQuickAnswersRoute: Route = (app, { core, signedIn }) => {
  app.get(
    path,
    {
      onRequest: signedIn,
      schema: {
        tags: ["Cases"],
        summary: "The one-tap answers of a kind, as my organization offers them",
        params: byKind,
        response: { 200: quickAnswersAnswer, ...refusals(401, 404, 429) },
      },
    },
    (request) => readQuickAnswers(core, actorOf(request), request.params.kind),
  );
};

export const setQuickAnswersRoute: Route = (app, { core, signedIn }) => {
  app.put(
    path,
    {
      onRequest: signedIn,
      schema: {
        tags: ["Cases"],
        summary: "Write the organization's own one-tap answers of a kind",
        description:
          "Replaces all of them, in this order. An `id` is kept for good: whoever reads the journal knows the " +
          "answer by it. `step` names the status to which sending the answer moves the case. Admins only.",
        params: byKind,
        body: quickAnswersBody,
        response: { 200: quickAnswersAnswer, ...refusals(400, 401, 403, 404, 429) },
      },
    },
    (request) =>
      setQuickAnswers(core, callerOf(request), request.params.kind, request.body.answers),
  );
};

export const resetQuickAnswersRoute: Route = (app, { core, signedIn }) => {
  app.delete(
    path,
    {
      onRequest: signedIn,
      schema: {
        tags: ["Cases"],
        summary: "Go back to the one-tap answers of the kind",
        description: "Admins only. Doing it again changes nothing.",
        params: byKind,
        response: { 200: quickAnswersAnswer, ...refusals(401, 403, 404, 429) },
      },
    },
    (request) => resetQuickAnswers(core, callerOf(request), request.params.kind),
  );
};
