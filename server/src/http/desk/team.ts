import { changeAssignment, changeTeammate, listTeam, readAssignment } from "@relais/core";
import {
  assignmentSettings,
  changeAssignment as assignmentBody,
  changeTeammate as teammateBody,
  deskTeam,
} from "@relais/protocol";
import { actorOf, callerOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const teamRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/desk/team",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Desk"],
        summary: "Whom cases can be given to, who of them is there, and how much they have",
        response: { 200: deskTeam, ...refusals(401, 403, 429) },
      },
    },
    (request) => listTeam(core, actorOf(request)),
  );
  app.patch(
    "/v1/desk/team/:id",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Desk"],
        summary: "Say that somebody is away, or how much of which work they take",
        description: "Oneself: only `away`. Admins: everything, of everybody.",
        params: byId,
        body: teammateBody,
        response: { 200: deskTeam, ...refusals(400, 401, 403, 404, 429) },
      },
    },
    (request) => changeTeammate(core, callerOf(request), request.params.id, request.body),
  );
};

export const assignmentRoute: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/desk/assignment",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Desk"],
        summary: "How work is given by rule here",
        response: { 200: assignmentSettings, ...refusals(401, 403, 429) },
      },
    },
    (request) => readAssignment(core, actorOf(request)),
  );
  app.put(
    "/v1/desk/assignment",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Desk"],
        summary: "Say how work is given by rule here. For admins",
        body: assignmentBody,
        response: { 200: assignmentSettings, ...refusals(400, 401, 403, 429) },
      },
    },
    (request) => changeAssignment(core, callerOf(request), request.body),
  );
};
