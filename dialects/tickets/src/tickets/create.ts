import { listCategories, openCase, RefusedError } from "@relais/core";
import { type DialectServices, djangoRefusals, type Operation } from "@relais/dialect";
import { clientId, oneOf, type CaseView, type FieldInputs } from "@relais/protocol";
import { z } from "zod";
import { describeTicket } from "../read-ticket.ts";
import { wireTicket } from "../to-wire/ticket.ts";
import { kind, priorites, priorityOf, tags } from "../words.ts";

const opening = z.object({
  titre: z.string(),
  description: z.nullish(z.string()),
  priorite: z.nullish(z.enum(priorites)),
  /** The id or the name of a category. */
  categorie: z.nullish(z.string()),
  equipement: z.nullish(z.string()),
  departement: z.nullish(z.string()),
  client_id: z.optional(clientId),
});

/** `POST tickets/create`. */
export const createTicket: Operation = (app, services) => {
  const { core, signedIn, actorOf } = services;
  app.post(
    "/tickets/create",
    {
      onRequest: signedIn,
      schema: {
        tags,
        summary: "Open a ticket",
        body: opening,
        response: { 201: wireTicket, ...djangoRefusals },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const { titre, description, priorite, client_id } = request.body;
      const { categorie, equipement, departement } = request.body;
      const fields: FieldInputs = {
        ...(categorie != null && { category: await categoryOf(services, actor, categorie) }),
        ...(equipement != null && { equipment: equipement }),
        ...(departement != null && { department: departement }),
      };
      const opened: CaseView = await openCase(core, actor, {
        kind,
        title: titre,
        description: description ?? "",
        ...(priorite != null && { priority: priorityOf[priorite] }),
        ...(Object.keys(fields).length > 0 && { fields }),
        ...(client_id !== undefined && { client_id }),
      });
      return reply.code(201).send(await describeTicket(services, actor, opened));
    },
  );
};

/** A client of this API knows categories by their names: it has no list of them. Refuses: invalid_body. */
async function categoryOf(
  { core }: DialectServices,
  actor: Parameters<typeof listCategories>[1],
  wanted: string,
): Promise<string> {
  const all = (await listCategories(core, actor)).filter((one) => one.kind === kind);
  const same = (name: string): boolean =>
    name.localeCompare(wanted.trim(), "fr", { sensitivity: "base" }) === 0;
  const found = all.find(({ id, name }) => id === wanted || same(name));
  if (found !== undefined) return found.id;
  const fields = { "fields.category": oneOf(all.map(({ name }) => name)) };
  throw new RefusedError("invalid_body", { fields });
}
