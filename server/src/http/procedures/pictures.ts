import { addProcedurePicture, procedurePictures } from "@relais/core";
import { attachment, fileAddressesAnswer, fileAddressesBody, limits } from "@relais/protocol";
import { z } from "zod";
import { actorOf } from "../access.ts";
import { pictureOf } from "../picture-body.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

export const procedurePictureRoutes: Route = (app, { core, signedIn }) => {
  app.post(
    "/v1/procedures/pictures",
    {
      onRequest: signedIn,
      bodyLimit: limits.procedurePictureBytes,
      schema: {
        tags: ["Procedures"],
        summary: "Add a picture for a step (office)",
        description:
          "The body is the picture, its content type `image/…`. A version names it by its `id`; one that no " +
          "version names within a day is erased.",
        querystring: z.strictObject({ name: z.string().max(limits.fileNameCharacters) }),
        response: { 201: attachment, ...refusals(400, 401, 403, 413, 415, 429, 503) },
      },
    },
    async (request, reply) => {
      const picture = { name: request.query.name, bytes: pictureOf(request) };
      return reply.code(201).send(await addProcedurePicture(core, actorOf(request), picture));
    },
  );
  app.post(
    "/v1/procedures/files",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Procedures"],
        summary: "Addresses of pictures of procedures, for a short time",
        body: fileAddressesBody,
        response: { 200: fileAddressesAnswer, ...refusals(400, 401, 403, 413, 429) },
      },
    },
    async (request) => ({
      files: await procedurePictures(core, actorOf(request), request.body.ids),
    }),
  );
};
