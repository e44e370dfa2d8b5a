import { createEquipment, listEquipment } from "@relais/core";
import {
  addressOf,
  djangoRefusals,
  type Operation,
  pageOf,
  pageQuery,
  pageSchema,
  placeOf,
} from "@relais/dialect";
import { id, line } from "@relais/protocol";
import { z } from "zod";
import { toEquipment, wireEquipment } from "../to-wire/nouns.ts";
import { tags } from "../words.ts";

/** `GET equipements/`: an employee finds their own and what everybody uses. */
export const listEquipements: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.get(
    "/equipements",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "The equipment that the caller may name in a ticket, by name",
        querystring: pageQuery,
        response: { 200: pageSchema(wireEquipment), ...djangoRefusals },
      },
    },
    async (request) => {
      const all = await listEquipment(core, actorOf(request));
      const { number, from, most } = placeOf(request.query, all.length);
      const results = all.slice(from, from + most).map(toEquipment);
      return pageOf(addressOf(services, request), number, request.query, all.length, results);
    },
  );
};

const equipment = z.object({
  nom: line(200),
  type: line(80),
  numero_serie: z.nullish(line(120)),
  departement: z.nullish(id),
});

/** `POST equipements/`. */
export const createEquipement: Operation = (app, { core, signedIn, actorOf }) => {
  app.post(
    "/equipements",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Add an equipment (administrators)",
        body: equipment,
        response: { 201: wireEquipment, ...djangoRefusals },
      },
    },
    async (request, reply) => {
      const { nom, type, numero_serie = null, departement = null } = request.body;
      const given = { name: nom, type, serial_number: numero_serie, department_id: departement };
      const created = await createEquipment(core, actorOf(request), given);
      return reply.code(201).send(toEquipment(created));
    },
  );
};
