import { countUnreadRooms } from "@relais/core";
import { djangoRefusals as refusals, type Operation } from "@relais/dialect";
import { z } from "zod";
import { kinds, tags } from "../words.ts";

/** `GET rooms/unread_count/`: over all of the caller's rooms, those put away too. */
export const countUnread: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.get(
    "/chat/rooms/unread_count",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "How many messages wait to be read, in all rooms",
        response: { 200: z.object({ unread_count: z.number() }), ...refusals },
      },
    },
    async (request) => ({
      unread_count: await countUnreadRooms(core, actorOf(request), { kinds }),
    }),
  );
};
