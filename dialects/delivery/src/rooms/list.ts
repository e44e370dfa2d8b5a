import { findRooms, RefusedError } from "@relais/core";
import {
  addressOf,
  djangoRefusals as refusals,
  type Operation,
  pageNumber,
  pageOf,
  pageQuery,
  pageSchema,
} from "@relais/dialect";
import { id, line } from "@relais/protocol";
import { z } from "zod";
import { toRoom, wireRoom } from "../to-wire/room.ts";
import { kinds, office, tags } from "../words.ts";
import { lastWords } from "./last-words.ts";

const yesOrNo = z.enum(["true", "false", "True", "False", "1", "0"]);
const orders = {
  "-last_message_at": { by: "last_message", newest: true },
  last_message_at: { by: "last_message", newest: false },
  "-created_at": { by: "created", newest: true },
  created_at: { by: "created", newest: false },
} as const;
type Order = keyof typeof orders;

const query = pageQuery.extend({
  room_type: z.optional(z.enum(["delivery", "support"])),
  delivery_id: z.optional(id),
  include_archived: yesOrNo.default("false"),
  search: z.union([z.literal(""), line(200)]).default(""),
  ordering: z.enum(Object.keys(orders) as [Order, ...Order[]]).default("-last_message_at"),
});

/** `GET rooms/`: those that the caller takes part in. */
export const listRooms: Operation = (app, services) => {
  const { core, signedIn, actorOf, languageOf } = services;
  app.get(
    "/chat/rooms",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "The caller's rooms, the newest message first",
        querystring: query,
        response: { 200: pageSchema(wireRoom), ...refusals },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { page, page_size, room_type, delivery_id, include_archived, search, ordering } =
        request.query;
      const wanted = {
        kinds,
        archived: ["true", "True", "1"].includes(include_archived),
        words: search,
        order: orders[ordering],
        count: page_size,
        ...(delivery_id !== undefined && { case_id: delivery_id }),
        ...(room_type !== undefined && {
          with: { roles: office, wanted: room_type === "support" },
        }),
      };
      const from = page === "last" ? 0 : (page - 1) * page_size;
      let found = await findRooms(core, actor, { ...wanted, from });
      const number = pageNumber(request.query, found.total);
      if (number === undefined) throw new RefusedError("not_found");
      if (page === "last" && number > 1) {
        found = await findRooms(core, actor, { ...wanted, from: (number - 1) * page_size });
      }
      const language = languageOf(request);
      const results = found.rooms.map((room) =>
        toRoom(room, actor.id, lastWords(core, room, language)),
      );
      return pageOf(addressOf(services, request), number, request.query, found.total, results);
    },
  );
};
