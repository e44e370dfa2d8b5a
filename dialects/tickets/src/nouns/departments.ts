import { createDepartment, listDepartments } from "@relais/core";
import {
  addressOf,
  djangoRefusals,
  type Operation,
  pageOf,
  pageQuery,
  pageSchema,
  placeOf,
} from "@relais/dialect";
import { line } from "@relais/protocol";
import { z } from "zod";
import { toDepartment, wireDepartment } from "../to-wire/nouns.ts";
import { tags } from "../words.ts";

/** `GET departements/`. */
export const listDepartements: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.get(
    "/departements",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "The departments, by name",
        querystring: pageQuery,
        response: { 200: pageSchema(wireDepartment), ...djangoRefusals },
      },
    },
    async (request) => {
      const all = await listDepartments(core, actorOf(request));
      const { number, from, most } = placeOf(request.query, all.length);
      const results = all.slice(from, from + most).map(toDepartment);
      return pageOf(addressOf(services, request), number, request.query, all.length, results);
    },
  );
};

/** `POST departements/`. */
export const createDepartement: Operation = (app, { core, signedIn, actorOf }) => {
  app.post(
    "/departements",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Add a department (administrators)",
        body: z.object({ nom: line(200) }),
        response: { 201: wireDepartment, ...djangoRefusals },
      },
    },
    async (request, reply) => {
      const created = await createDepartment(core, actorOf(request), { name: request.body.nom });
      return reply.code(201).send(toDepartment(created));
    },
  );
};
