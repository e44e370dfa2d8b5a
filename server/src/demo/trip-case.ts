import {
  acceptCase,
  type Actor,
  type Core,
  changeStatus,
  listCases,
  openCase,
  sendMessage,
} from "@relais/core";
import type { CaseView } from "@relais/protocol";
import { market } from "./trip.ts";

const request = {
  kind: "request",
  title: "Batterie à plat devant le Grand Marché",
  description: "La voiture ne démarre plus depuis ce matin. Toyota blanche, côté parking.",
  address: "Grand Marché, porte sud, Bamako",
  priority: "high",
  ...market,
} as const;

const words = {
  awa: "Bonjour, je suis à côté de la voiture, devant la porte sud.",
  moussa: "Je pars d’ACI 2000 avec une batterie neuve. Vous pouvez me suivre sur la carte.",
};

/** A case on which somebody is on the way, with its conversation. */
export type Trip = { readonly caseId: string; readonly conversationId: string };

/**
 * Awa's request to which Moussa is on the way: the one of an earlier start while he still is, else a new one,
 * brought there by the same commands as every other.
 */
export async function tripCase(core: Core, awa: Actor, moussa: Actor): Promise<Trip> {
  let found = (await listCases(core, awa)).cases.find((one) => isOurs(one, moussa));
  const isNew = found === undefined;
  found ??= await openCase(core, awa, request);
  if (found.assignee === null) found = await acceptCase(core, moussa, found.id);
  const { conversation_id } = found;
  if (conversation_id === null) throw new Error("An accepted case has a conversation.");
  if (isNew) await say(core, awa, conversation_id, words.awa);
  if (found.status === "accepted") {
    await changeStatus(core, moussa, found.id, { status: "en_route" });
    await say(core, moussa, conversation_id, words.moussa);
  }
  return { caseId: found.id, conversationId: conversation_id };
}

const before = new Set(["pending", "accepted", "en_route"]);

function isOurs(one: CaseView, moussa: Actor): boolean {
  const his = one.assignee === null || one.assignee.id === moussa.id;
  return one.title === request.title && his && before.has(one.status);
}

function say(core: Core, actor: Actor, conversation_id: string, text: string) {
  return sendMessage(core, actor, { conversation_id, text, client_id: null, reply_to: null });
}
