import { archiveConversation } from "@relais/core";
import { byId, djangoRefusals as refusals, type Operation } from "@relais/dialect";
import { z } from "zod";
import { sentences, tags } from "../words.ts";

/** `POST rooms/{id}/archive/`: away from the caller's own list, or back. */
export const archiveRoom: Operation = (app, services) => {
  const { core, signedIn, actorOf, languageOf } = services;
  app.post(
    "/chat/rooms/:id/archive",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Put it away, or bring it back",
        params: byId,
        body: z.object({ archive: z.boolean() }),
        response: {
          200: z.object({
            success: z.literal(true),
            message: z.string(),
            is_archived: z.boolean(),
          }),
          ...refusals,
        },
      },
    },
    async (request) => {
      const { archive } = request.body;
      await archiveConversation(core, actorOf(request), request.params.id, archive);
      const said = archive ? sentences.archived : sentences.restored;
      return {
        success: true as const,
        message: said[languageOf(request)],
        is_archived: archive,
      };
    },
  );
};
