import { finishUpload, ownUpload } from "@relais/core";
import { actorOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";
import type { Tus } from "./tus.ts";

const description =
  "Resumable, by the tus protocol (https://tus.io/protocols/resumable-upload), version 1.0.0, with " +
  "creation and termination. `Upload-Metadata` names `filename` and `conversation_id`, or `case_id` for a photo that " +
  "proves a step; of a voice note also `kind` `voice` and a `waveform`, 64 heights from 0 to 31 with commas. What is " +
  "not sent with a message or a step within a day is erased.";

/** The largest file that a setting can allow; each upload is held to what it announced. */
const bodyLimit = 200_000_000;

export const uploadsRoute: Route = (app, { core, signedIn }) => {
  let opened: Promise<Tus> | undefined;
  // Loaded with the first upload: its library takes its time.
  const tus = () => (opened ??= import("./tus.ts").then((module) => new module.Tus(core)));
  // Left where it is: the upload reads it as it comes.
  app.addContentTypeParser("application/offset+octet-stream", (_request, _body, done) =>
    done(null),
  );
  app.post(
    "/v1/uploads",
    {
      onRequest: signedIn,
      config: { guests: true },
      bodyLimit,
      schema: {
        tags: ["Files"],
        summary: "Begin an upload",
        description,
        response: refusals(400, 401, 403, 404, 409, 413, 429),
      },
    },
    async (request, reply) => {
      await (await tus()).answer(actorOf(request), request.raw, reply);
      return reply;
    },
  );
  for (const [method, summary] of [
    ["PATCH", "Go on with an upload"],
    ["HEAD", "How far an upload has come"],
    ["DELETE", "Forget an upload"],
  ] as const) {
    app.route({
      method,
      url: "/v1/uploads/:id",
      onRequest: signedIn,
      config: { guests: true },
      bodyLimit,
      schema: {
        tags: ["Files"],
        summary,
        description,
        params: byId,
        response: refusals(400, 401, 404, 409, 413, 415, 429, 503),
      },
      handler: async (request, reply) => {
        const actor = actorOf(request);
        if (method === "HEAD") {
          const { id, received_bytes, announced_bytes } = await ownUpload(
            core,
            actor,
            request.params.id,
          );
          // All of it came, but whoever was to look at it did not come to it, or could not ask the scanner.
          if (received_bytes === announced_bytes) await finishUpload(core, actor, id);
        }
        await (await tus()).answer(actor, request.raw, reply);
        return reply;
      },
    });
  }
};
