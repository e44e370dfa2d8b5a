import { listMembers } from "@relais/core";
import {
  addressOf,
  djangoRefusals,
  type Operation,
  pageNumber,
  pageOf,
  pageQuery,
  pageSchema,
  placeOf,
} from "@relais/dialect";
import { toUser, wireUser } from "../to-wire/user.ts";
import { tags } from "../words.ts";

/** `GET users/`: an employee finds only themselves. */
export const listUsers: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.get(
    "/users",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "The people of the organization, by name; an employee finds only themselves",
        querystring: pageQuery,
        response: { 200: pageSchema(wireUser), ...djangoRefusals },
      },
    },
    async (request) => {
      const { query } = request;
      const page = await listMembers(core, actorOf(request), (count) => placeOf(query, count));
      const number = pageNumber(query, page.count) ?? 1;
      const results = page.members.map(toUser);
      return pageOf(addressOf(services, request), number, query, page.count, results);
    },
  );
};
