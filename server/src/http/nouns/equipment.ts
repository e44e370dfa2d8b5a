import { changeEquipment, createEquipment, listEquipment, removeEquipment } from "@relais/core";
import {
  changeEquipmentBody,
  equipment,
  equipmentBody,
  nounsQuery,
  removedNoun,
} from "@relais/protocol";
import { z } from "zod";
import { actorOf, callerOf } from "../access.ts";
import { byId } from "../by-id.ts";
import { refusals } from "../refusals.ts";
import type { Route } from "../route.ts";

const answer = z.strictObject({ equipment: z.array(equipment) }).meta({ id: "EquipmentList" });

export const equipmentRoutes: Route = (app, { core, signedIn }) => {
  app.get(
    "/v1/equipment",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Organization"],
        summary: "The equipment that I may name in a case",
        querystring: nounsQuery,
        response: { 200: answer, ...refusals(400, 401, 403, 429) },
      },
    },
    async (request) => ({
      equipment: await listEquipment(core, actorOf(request), request.query),
    }),
  );
  app.post(
    "/v1/equipment",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Organization"],
        summary: "Add an equipment (admins)",
        body: equipmentBody,
        response: { 201: equipment, ...refusals(400, 401, 403, 429) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await createEquipment(core, callerOf(request), request.body)),
  );
  app.patch(
    "/v1/equipment/:id",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Organization"],
        summary:
          "Change an equipment, or take it out of the archive; cases keep its name of then (admins)",
        params: byId,
        body: changeEquipmentBody,
        response: { 200: equipment, ...refusals(400, 401, 403, 404, 429) },
      },
    },
    (request) => changeEquipment(core, callerOf(request), request.params.id, request.body),
  );
  app.delete(
    "/v1/equipment/:id",
    {
      onRequest: signedIn,
      schema: {
        tags: ["Organization"],
        summary: "Take an equipment away: archived where something names it, else erased (admins)",
        params: byId,
        response: { 200: removedNoun, ...refusals(400, 401, 403, 404, 429) },
      },
    },
    (request) => removeEquipment(core, callerOf(request), request.params.id),
  );
};
