import type { ConversationEventType, OrganizationEvent } from "@relais/protocol";

type EventType = ConversationEventType | OrganizationEvent["type"];

/** A journaled fact, ready to be delivered: its JSON is written once and shared by every listener. */
export type JournalEntry = {
  readonly stream: "conversation" | "organization";
  /** The conversation's id, or the organization's. */
  readonly stream_id: string;
  readonly organization_id: string;
  readonly seq: number;
  readonly type: EventType;
  /** When it happened, as the protocol spells it. */
  readonly at: string;
  /** The whole event as the protocol spells it. */
  readonly json: string;
  /** A message of words alone: nobody named, no file, no link. For reactions that need not look at it. */
  readonly plain?: boolean;
  /** Of `participant.left`: who takes part no more. */
  readonly left?: string;
  /** The same in few bytes, where that can be. */
  readonly brief?: BriefNews | undefined;
  /** Of a message in few bytes: whoever sent it, as `SendMessage` named it. */
  readonly origin?: object | undefined;
};

/** News as brief frames of the protocol, each made when somebody is to be told so. */
export type BriefNews = {
  readonly of: "message" | "receipt";
  frame(): string;
  /** Of a message: for the connection that sent it with this reference. */
  answer?(ref: number): string;
};

/** The JSON of an event around data that is JSON already. */
export function eventJson(
  seq: number,
  type: EventType,
  actorId: string | null,
  at: string,
  data: string,
): string {
  const actor = actorId === null ? "null" : `"${actorId}"`;
  return `{"seq":${seq},"at":"${at}","actor_id":${actor},"type":"${type}","data":${data}}`;
}
