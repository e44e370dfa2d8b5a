import { limits } from "@relais/protocol";
import { sql } from "kysely";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";

type Typed = {
  readonly organization_id: string;
  readonly conversation_id: string;
  readonly user_id: string;
  readonly active: boolean;
  readonly case_kind: string | null;
};

export type TypingKeeper = {
  note(typed: Typed): void;
  /** Resolves when everything noted is written. */
  settled(): Promise<void>;
};

/**
 * Writes who types in conversations of one kind, for those who read it in SQL (decision 28). Only the newest of each
 * person counts, so that what comes while a write is under way is one more write; what is not renewed expires.
 */
export function keepTyping(core: Core, kind: string): TypingKeeper {
  const waiting = new Map<string, Typed>();
  /** Of whom a row may stand, and until when: whoever only sends has none to take away. */
  const kept = new Map<string, number>();
  let work: Promise<void> | undefined;
  const flush = async () => {
    while (waiting.size > 0) {
      const byOrganization = Map.groupBy(waiting.values(), (typed) => typed.organization_id);
      waiting.clear();
      for (const [organizationId, typed] of byOrganization) {
        try {
          await write(core, organizationId, typed);
        } catch (error) {
          // Fleeting: the next sign of life says it again.
          core.log.warn({ err: error }, "Who is typing could not be written.");
        }
      }
    }
  };
  return {
    note(typed) {
      if (typed.active && typed.case_kind !== kind) return;
      const key = `${typed.conversation_id} ${typed.user_id}`;
      const now = Date.now();
      for (const [other, until] of kept) if (until <= now) kept.delete(other);
      if (typed.active) kept.set(key, now + limits.typingSeconds * 1_000);
      else if (!kept.delete(key)) return;
      waiting.set(key, typed);
      work ??= flush().finally(() => {
        work = undefined;
      });
    },
    settled: async () => work,
  };
}

async function write(core: Core, organizationId: string, typed: readonly Typed[]): Promise<void> {
  const typing = typed.filter(({ active }) => active);
  const quiet = typed.filter(({ active }) => !active);
  const columns = (rows: readonly Typed[]) => [
    rows.map((row) => row.conversation_id),
    rows.map((row) => row.user_id),
  ];
  const [rooms, people] = columns(typing);
  const [quietRooms, quietPeople] = columns(quiet);
  await inOrganization(core.db, organizationId, async (tx) => {
    await sql`
      delete from typing_indicator t where t.organization_id = ${organizationId} and (t.expires_at <= now()
        or exists (select from unnest(${quietRooms}::uuid[], ${quietPeople}::uuid[]) as q (room, person)
                   where q.room = t.conversation_id and q.person = t.member_id))
    `.execute(tx);
    if (typing.length === 0) return;
    await sql`
      insert into typing_indicator (conversation_id, member_id, organization_id, expires_at)
      select t.room, t.person, ${organizationId}, now() + make_interval(secs => ${limits.typingSeconds})
      from unnest(${rooms}::uuid[], ${people}::uuid[]) as t (room, person)
      on conflict (conversation_id, member_id) do update set expires_at = excluded.expires_at
    `.execute(tx);
  });
}
