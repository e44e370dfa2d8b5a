import { changeOrganization, openLogo, readOrganization, removeLogo, setLogo } from "@relais/core";
import { changeOrganizationBody, id, limits, organizationSettings } from "@relais/protocol";
import { z } from "zod";
import { actorOf, callerOf } from "../access.ts";
import { pictureOf } from "../picture-body.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

const tags = ["Administration"];
const path = "/v1/admin/organization";

export const organizationRoutes: Route = (app, { core, signedIn }) => {
  app.get(
    path,
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "What the organization says of itself (admins)",
        response: { 200: organizationSettings, ...refusals(401, 403, 429) },
      },
    },
    (request) => readOrganization(core, actorOf(request)),
  );
  app.patch(
    path,
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Change what the organization says of itself (admins)",
        description:
          "What is absent stays. Of a kind that is not in use no case is opened anew; those that are there stay. With " +
          "`retention_days` the words and files of cases are really erased that long after their end.",
        body: changeOrganizationBody,
        response: { 200: organizationSettings, ...refusals(400, 401, 403, 429) },
      },
    },
    (request) => changeOrganization(core, callerOf(request), request.body),
  );
  app.post(
    `${path}/logo`,
    {
      onRequest: signedIn,
      bodyLimit: limits.procedurePictureBytes,
      schema: {
        tags,
        summary: "Give the organization a logo (admins)",
        description:
          "The body is the picture, its content type `image/…`. It is drawn anew, 640 pixels wide at most.",
        response: { 200: organizationSettings, ...refusals(400, 401, 403, 413, 415, 429, 503) },
      },
    },
    (request) => setLogo(core, callerOf(request), pictureOf(request)),
  );
  app.delete(
    `${path}/logo`,
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Take the logo away (admins)",
        response: { 200: organizationSettings, ...refusals(401, 403, 429) },
      },
    },
    (request) => removeLogo(core, callerOf(request)),
  );
};

const byLogo = z.strictObject({ organization: id, id });

export const logoRoute: Route = (app, { core, anyone }) => {
  app.get(
    "/logos/:organization/:id",
    {
      onRequest: anyone,
      schema: {
        tags: ["Files"],
        summary: "The logo of an organization, for anybody",
        security: [],
        params: byLogo,
      },
    },
    async (request, reply) => {
      const { organization, id: logo } = request.params;
      const picture = await openLogo(core, organization, logo);
      return reply
        .header("content-type", "image/webp")
        .header("content-security-policy", "default-src 'none'; frame-ancestors 'none'; sandbox")
        .header("x-content-type-options", "nosniff")
        .header("cross-origin-resource-policy", "cross-origin")
        .header("cache-control", "public, max-age=31536000, immutable")
        .send(picture as never);
    },
  );
};
