import type { Sent, UpFrames } from "@relais/protocol";
import type { Person } from "../people.ts";

/** A message that somebody wrote and a device promised to keep. */
export type Written = {
  readonly client_id: string;
  readonly conversation_id: string;
  readonly user_id: string;
  readonly text: string;
  /** Whose outbox keeps it, and who typed it: of one writer, messages keep their order. */
  readonly device: string;
  readonly writer: string;
  /** The how-manieth of its writer. */
  readonly index: number;
  /** It says how a step went: without words the server gives it some. */
  readonly answers: boolean;
};

/** One broken promise breaks many others: the first ones tell. */
const mostFaults = 40;

/** What the simulation knows about messages, apart from what server and clients say at the end. */
export class Ledger {
  readonly written = new Map<string, Written>();
  /** What servers answered, by `client_id`. Several answers must be equal. */
  readonly acknowledged = new Map<string, Sent[]>();
  /** Sends that left a device, newest last: what may be repeated. */
  readonly sends: (Omit<UpFrames["send"], "type" | "ref"> & { by: Person })[] = [];
  /** Sends that somebody else repeated. */
  readonly repeated = new Set<string>();
  /** Messages that were refused for good and that their writer let go, and why: see `mayBeStored`. */
  readonly givenUp = new Map<string, string>();
  /** Messages that were shown as failed, and when first (ms since 1970): sent again, they come later than they were written. */
  readonly failed = new Map<string, number>();
  /** Broken promises that were seen on the way. */
  readonly faults: string[] = [];

  write(message: Written): void {
    this.written.set(message.client_id, message);
  }

  fail(clientId: string): void {
    if (!this.failed.has(clientId)) this.failed.set(clientId, Date.now());
  }

  giveUp(clientId: string, why: string): void {
    this.written.delete(clientId);
    this.givenUp.set(clientId, why);
  }

  /**
   * Whether a message that was refused and let go may be stored. Only what came twice may, taken after it was refused:
   * an old link may bring its copy when the step that was in the way has been answered.
   */
  mayBeStored(clientId: string, createdAt: string): boolean {
    if (this.repeated.has(clientId)) return true;
    const copies = this.sends.filter(({ client_id }) => client_id === clientId).length;
    return copies > 1 && Date.parse(createdAt) > (this.failed.get(clientId) ?? Infinity);
  }

  acknowledge(clientId: string, sent: Sent): void {
    const all = this.acknowledged.get(clientId) ?? [];
    if (!all.some((one) => one.seq === sent.seq && one.id === sent.id)) all.push(sent);
    this.acknowledged.set(clientId, all);
  }

  fault(what: string): void {
    if (this.faults.length < mostFaults) this.faults.push(what);
  }
}
