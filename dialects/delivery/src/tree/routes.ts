import { type Actor, RefusedError } from "@relais/core";
import type { DialectApp, DialectServices } from "@relais/dialect";
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { tags } from "../words.ts";
import { at, type Json } from "./json.ts";
import { type Manner, readTree } from "./load.ts";
import { isOwnTyping, type Place, placeOfAddress } from "./path.ts";
import { select } from "./query.ts";
import { firebaseRefusal, refuseAsFirebase } from "./refuse.ts";
import { readRestQuery, type RestQuery, restQuery } from "./rest-query.ts";
import { StreamSession } from "./stream.ts";

const refusals = {
  400: firebaseRefusal,
  401: firebaseRefusal,
  403: firebaseRefusal,
  404: firebaseRefusal,
  429: firebaseRefusal,
};

/** `/chats/{room}.json` and everything below it, in Firebase's REST protocol. */
export function treeRoutes(app: DialectApp, services: DialectServices): void {
  refuseAsFirebase(app, services);
  const { signedIn, actorOf, realtime } = services;
  // A token in the address is as good as one in the header: `EventSource` can send no other.
  app.addHook("onRequest", async (request) => {
    const { auth, access_token } = request.query as { auth?: unknown; access_token?: unknown };
    const token = auth ?? access_token;
    if (typeof token === "string") request.headers.authorization ??= `Bearer ${token}`;
  });
  app.get(
    "/chats/*",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Read a place of the tree, or follow it with Accept: text/event-stream",
        querystring: restQuery,
        response: { 200: z.unknown(), ...refusals },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const place = placeIn(request);
      const manner = mannerOf(services, request);
      const query = readRestQuery(request.query);
      const tree = await readTree(services, actor, place.roomId, manner);
      if (request.headers.accept?.includes("text/event-stream") !== true) {
        const value = at(tree.value, place.inside);
        return reply
          .type("application/json; charset=utf-8")
          .send(printed(query === undefined ? value : select(value, query), request.query));
      }
      const [, token = ""] = request.headers.authorization?.split(" ") ?? [];
      reply.hijack();
      for (const [name, header] of Object.entries(reply.getHeaders())) {
        if (header !== undefined) reply.raw.setHeader(name, header);
      }
      realtime.interpretStream(reply.raw, (link) => {
        const session = new StreamSession(link, services, { place, query, token, manner });
        reply.raw.once("close", () => session.leave());
        return session;
      });
      return reply;
    },
  );
  app.route({
    method: ["PUT", "PATCH", "DELETE"],
    url: "/chats/*",
    onRequest: signedIn,
    schema: {
      tags,
      summary: "Say that one is writing, at typing/{self}; nothing else is written here",
      querystring: restQuery,
      body: z.unknown(),
      response: { 200: z.unknown(), ...refusals },
    },
    handler: async (request, reply) => {
      const actor = actorOf(request);
      const place = placeIn(request);
      await writeTyping(services, actor, place, request.method === "DELETE" ? null : request.body);
      if (request.query.print === "silent") return reply.code(204).send();
      const written = request.method === "DELETE" ? null : (request.body ?? null);
      return reply.type("application/json; charset=utf-8").send(JSON.stringify(written));
    },
  });
}

/** The only thing that is written in the tree. Refuses: not_found, forbidden. */
async function writeTyping(
  services: DialectServices,
  actor: Actor,
  place: Place,
  value: unknown,
): Promise<void> {
  // First whether there is such a room, and whether it is the caller's.
  await readTree(services, actor, place.roomId, { language: "fr", origin: "" });
  if (!isOwnTyping(place, actor.id)) throw new RefusedError("forbidden");
  await services.realtime.setTyping(actor, place.roomId, value !== null && value !== undefined);
}

function placeIn(request: FastifyRequest): Place {
  const place = placeOfAddress(request.url.split("?", 1)[0] ?? "");
  if (place === null) throw new RefusedError("not_found");
  return place;
}

const mannerOf = ({ languageOf, originOf }: DialectServices, request: FastifyRequest): Manner => ({
  language: languageOf(request),
  origin: originOf(request),
});

function printed(value: Json | null, { shallow, print }: RestQuery): string {
  const shown = shallow === "true" ? outline(value) : value;
  return print === "pretty" ? `${JSON.stringify(shown, null, 2)}\n` : JSON.stringify(shown);
}

/** Which children there are, and not what is in them. */
function outline(value: Json | null): Json | null {
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.keys(value).map((key) => [key, true]));
}
