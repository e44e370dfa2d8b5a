import type { CaseView } from "@relais/protocol";
import type { OutboxEntry, StatusStep } from "../outbox/types.ts";
import type { Readable } from "../readable.ts";

/** Why a case goes on, in words. An internal note is for the people who do the work only. */
export type StatusReason = Pick<StatusStep, "reason" | "note" | "internal">;

/** A step of a case that the person has taken and of which the server has not told the news. */
export type StatusChange = Pick<OutboxEntry, "client_id" | "created_at" | "refusal"> & {
  status: StatusStep;
  /** `waiting`: the server does not have it. `sent`: it has. `failed`: it was refused for good; nothing of it has happened. */
  state: "waiting" | "sent" | "failed";
};

/** The steps of cases that a person takes, with or without a network. */
export interface Statuses {
  /**
   * What waits, what was refused, and for a moment what the server has just acknowledged, in the order in which it was done. Cases
   * are shown as if all of it but what was refused had happened.
   */
  readonly changes: Readable<readonly StatusChange[]>;
  /**
   * Takes a step of a case that its kind allows from the status that `theCase` shows. Kept on this device until the server has it; sent
   * after what the person wrote before in the conversations of the case, files included, and before what they write later. Of several
   * devices and tabs one sends it, once. Returns its `client_id`. Taking a case is not such a step, because somebody may be
   * faster: `http.acceptCase`.
   */
  change(theCase: CaseView, status: string, why?: StatusReason): string;
  /**
   * Takes back what waits, or lets go of what was refused, with the later steps of the same case that wait, or were refused, as
   * well. False: it is on its way to the server, or there.
   */
  takeBack(clientId: string): boolean;
  /** Asks again for what was refused. */
  retry(clientId: string): void;
}
