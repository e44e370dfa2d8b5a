import { limits } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Roster } from "../conversation/rosters.ts";
import { isOfStep } from "../conversation/message-rows.ts";
import type { Changeable } from "./lock-message.ts";

type Message = Pick<Changeable, "kind" | "sender_id" | "created_at">;

const isOwn = (actor: Actor, { kind, sender_id }: Message): boolean =>
  kind !== "system" && sender_id === actor.id;

const takesPart = (actor: Actor, { members }: Roster): boolean => members.has(actor.id);

/** A program has its say without taking part. */
const hasItsSay = (actor: Actor, roster: Roster): boolean =>
  takesPart(actor, roster) || actor.service === true;

/** Only who wrote a message rewrites it, and only who still takes part. A place is no text to be rewritten. */
export function mayEdit(actor: Actor, roster: Roster, message: Message): boolean {
  return hasItsSay(actor, roster) && isOwn(actor, message) && message.kind === "text";
}

/** Who wrote it, and an admin of the organization always. What the machine wrote stays. */
export function mayDelete(actor: Actor, roster: Roster, message: Message): boolean {
  if (message.kind === "system") return false;
  // What was instructed and proved is the record of a guidance: only an admin takes from it.
  if (isOfStep(message.kind)) return actor.role === "admin";
  return actor.role === "admin" || (hasItsSay(actor, roster) && isOwn(actor, message));
}

/** Participants react, to what people wrote. */
export function mayReact(actor: Actor, roster: Roster, message: Message): boolean {
  return takesPart(actor, roster) && message.kind !== "system";
}

export function tooLateToEdit(message: Message, now: Date): boolean {
  return now.getTime() - message.created_at.getTime() > limits.editMinutes * 60_000;
}

export function tooLateToDelete(actor: Actor, message: Message, now: Date): boolean {
  if (actor.role === "admin") return false;
  return now.getTime() - message.created_at.getTime() > limits.deleteHours * 3_600_000;
}
