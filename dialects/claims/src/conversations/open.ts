import { type Actor, RefusedError, shareLink } from "@relais/core";
import { type DialectServices, djangoRefusals as refusals, type Operation } from "@relais/dialect";
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { openClaim } from "../claims/open-claim.ts";
import { readClaim } from "../claims/read-claim.ts";
import { customer, maybeClientId, maybeId, priority } from "../fields.ts";
import { type Access, toConversation, untold, wireConversation } from "../to-wire/conversation.ts";
import { tags } from "../words.ts";
import { readTold } from "./read-told.ts";

const opening = z.object({
  ...customer,
  subject: z.nullish(z.string()),
  warranty_id: maybeId,
  claim_id: maybeId,
  priority,
  client_id: maybeClientId,
});

/** `POST conversations`: with a customer about a claim, which is opened unless it is named. */
export const openConversation: Operation = (app, services) => {
  const { signedIn, actorOf, languageOf } = services;
  app.post(
    "/conversations",
    {
      onRequest: signedIn,
      config: { links: true },
      schema: {
        tags,
        summary: "Begin a conversation with a customer: its link is told once",
        body: opening,
        response: { 200: wireConversation, 201: wireConversation, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const { claim_id, subject, ...rest } = request.body;
      const by = languageOf(request) === "fr" ? "Demande de" : "Request of";
      const title = subject ?? `${by} ${rest.customer_name}`;
      const theCase =
        claim_id == null
          ? await openClaim(services, actor, { ...rest, title }).catch((error: unknown) => {
              throw namingTitle(error, subject == null ? "customer_name" : "subject");
            })
          : await readClaim(services, actor, claim_id);
      if (theCase.conversation_id === null) throw new RefusedError("not_found");
      const access = await tellAccess(services, request, actor, theCase.conversation_id);
      const told = await readTold(services, actor, theCase.conversation_id);
      const isNew = access !== untold || actor.role === "customer";
      return reply
        .code(isNew ? 201 : 200)
        .send(toConversation(told, actor.organization_id, access));
    },
  );
};

/** A title that is refused comes from the subject, or from the name that it is made of. */
function namingTitle(error: unknown, field: string): unknown {
  if (!(error instanceof RefusedError)) return error;
  const { title, ...others } = error.details.fields ?? {};
  if (title === undefined) return error;
  return new RefusedError(error.code, { ...error.details, fields: { ...others, [field]: title } });
}

/** A link that was told before is not told again: only its hash is kept. */
async function tellAccess(
  { core, originOf }: DialectServices,
  request: FastifyRequest,
  actor: Actor,
  conversationId: string,
): Promise<Access> {
  if (actor.role === "customer") return untold;
  try {
    const { path } = await shareLink(core, actor, conversationId);
    return {
      access_token: path.slice(path.lastIndexOf("/") + 1),
      access_url: originOf(request) + path,
    };
  } catch (error) {
    if (error instanceof RefusedError && error.code === "link_exists") return untold;
    throw error;
  }
}
