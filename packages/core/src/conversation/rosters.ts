import type { Person, Role } from "@relais/protocol";
import type pg from "pg";
import { organizationsLiteral } from "../database/scope.ts";
import type { JournalEntry } from "../journal/entry.ts";
import { breathIn } from "../rush.ts";

/** Who takes part in a conversation, and whether it can be written to: what policies look at. */
export type Roster = {
  readonly conversation_id: string;
  readonly organization_id: string;
  readonly case_id: string;
  readonly case_kind: string;
  readonly closed: boolean;
  /** Of an internal conversation: the one with the customer that it is beside. */
  readonly internal_of: string | null;
  /** The internal conversation beside this one. */
  readonly internal_id: string | null;
  readonly members: ReadonlyMap<string, Person>;
  /** Who is being guided through steps, while a guidance is under way. */
  readonly guided_id: string | null;
};

/** Whether an entry makes a remembered roster old. */
export function changesRoster({ type }: JournalEntry): boolean {
  return (
    type === "participant.joined" ||
    type === "participant.left" ||
    type === "case.changed" ||
    type === "guidance.started" ||
    type === "guidance.ended"
  );
}

type Row = {
  conversation_id: string;
  organization_id: string;
  case_id: string;
  case_kind: string;
  closed: boolean;
  internal_of: string | null;
  internal_id: string | null;
  guided_id: string | null;
} & ({ member_id: null } | { member_id: string; full_name: string; role: Role });

type Wanted = {
  organizationId: string;
  conversationId: string;
  settle: (roster?: Roster) => void;
  fail: (error: unknown) => void;
};

export const rostersStatement = {
  name: "conversation_rosters",
  text: `select roster.*, guided_id from conversation_rosters($1, $2) roster
         left join guided_people($1, $2) using (conversation_id)`,
};

const remembered = 20_000;

/**
 * Rosters in memory, read when first asked for and dropped when the journal says that they changed.
 * Requests that arrive while a read is under way share the next one, so that five thousand people who
 * return at once cost a handful of queries.
 */
export class Rosters {
  readonly #pool: pg.Pool;
  readonly #rosters = new Map<string, Roster>();
  /** Heard of while a read was under way. */
  readonly #changedMeanwhile = new Set<string>();
  /** How often all was forgotten: what was being read then may be old as well. */
  #timesForgotten = 0;
  #wanted: Wanted[] = [];
  #reading = false;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** What is remembered, if anything: the hot path asks here before it waits. */
  peek(organizationId: string, conversationId: string): Roster | undefined {
    const roster = this.#rosters.get(conversationId);
    return roster?.organization_id === organizationId ? roster : undefined;
  }

  /** Undefined when this organization has no such conversation, whatever others have. */
  load(organizationId: string, conversationId: string): Promise<Roster | undefined> {
    const known = this.#rosters.get(conversationId);
    if (known !== undefined) {
      return Promise.resolve(known.organization_id === organizationId ? known : undefined);
    }
    return new Promise((settle, fail) => {
      this.#wanted.push({ organizationId, conversationId, settle, fail });
      if (this.#reading) return;
      this.#reading = true;
      setImmediate(() => void this.#read());
    });
  }

  /** The journal tells when a roster is no longer true. */
  hear(entries: readonly JournalEntry[]): void {
    for (const entry of entries) if (changesRoster(entry)) this.#forget(entry.stream_id);
  }

  /** Another process may have changed them. */
  forget(conversationIds: Iterable<string>): void {
    for (const id of conversationIds) this.#forget(id);
  }

  /** Of all that is remembered, nobody knows what another process has changed. */
  forgetAll(): void {
    this.#rosters.clear();
    this.#timesForgotten += 1;
  }

  #forget(conversationId: string): void {
    this.#rosters.delete(conversationId);
    if (this.#reading) this.#changedMeanwhile.add(conversationId);
  }

  async #read(): Promise<void> {
    while (this.#wanted.length > 0) {
      const wanted = this.#answerKnown(this.#wanted.splice(0));
      if (wanted.length === 0) continue;
      try {
        const found = await this.#readAll(wanted);
        for (const { organizationId, conversationId, settle } of wanted) {
          const roster = found.get(conversationId);
          settle(roster?.organization_id === organizationId ? roster : undefined);
        }
      } catch (error) {
        for (const { fail } of wanted) fail(error);
      }
      await breathIn(wanted.length);
    }
    this.#reading = false;
  }

  /**
   * Whoever comes from now on finds a roster that has just been read at once, and must not overtake
   * those who asked while it was being read: messages keep their order (N4.4).
   */
  #answerKnown(wanted: readonly Wanted[]): Wanted[] {
    return wanted.filter(({ organizationId, conversationId, settle }) => {
      const known = this.#rosters.get(conversationId);
      if (known !== undefined) {
        settle(known.organization_id === organizationId ? known : undefined);
      }
      return known === undefined;
    });
  }

  async #readAll(wanted: readonly Wanted[]): Promise<Map<string, Roster>> {
    const ids = new Set(wanted.map((one) => one.conversationId));
    this.#changedMeanwhile.clear();
    const before = this.#timesForgotten;
    const { rows } = await this.#pool.query<Row>({
      ...rostersStatement,
      values: [organizationsLiteral(new Set(wanted.map((one) => one.organizationId))), [...ids]],
    });
    const found = gather(rows);
    if (this.#rosters.size + found.size > remembered) this.#rosters.clear();
    for (const [id, roster] of found) {
      // What was read may be older than a change that was heard of since.
      const meanwhile = this.#changedMeanwhile.has(id) || before !== this.#timesForgotten;
      if (!meanwhile) this.#rosters.set(id, roster);
    }
    return found;
  }
}

function gather(rows: readonly Row[]): Map<string, Roster> {
  const rosters = new Map<string, Roster & { members: Map<string, Person> }>();
  for (const row of rows) {
    const { conversation_id, organization_id, case_id, case_kind, closed } = row;
    let roster = rosters.get(conversation_id);
    if (roster === undefined) {
      const place = { conversation_id, organization_id, case_id, case_kind, closed };
      const { internal_of, internal_id, guided_id } = row;
      roster = { ...place, internal_of, internal_id, guided_id, members: new Map() };
      rosters.set(conversation_id, roster);
    }
    if (row.member_id === null) continue;
    const { member_id, full_name, role } = row;
    roster.members.set(member_id, { id: member_id, full_name, role });
  }
  return rosters;
}
