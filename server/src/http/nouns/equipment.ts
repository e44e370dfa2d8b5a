import { createEquipment, listEquipment } from "@relais/core";
import { equipment, equipmentBody } from "@relais/protocol";
import { z } from "zod";
import { actorOf, callerOf } from "../access.ts";
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
        response: { 200: answer, ...refusals(401, 429) },
      },
    },
    async (request) => ({ equipment: await listEquipment(core, actorOf(request)) }),
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
};
