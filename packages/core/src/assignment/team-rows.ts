import type { AssignmentSettings, Role } from "@relais/protocol";
import { sql } from "kysely";
import type { Core } from "../core.ts";
import type { Scoped } from "../database/scope.ts";
import type { Candidate } from "./plan.ts";

/** Seconds after which somebody who was there is taken for unreachable: four looks of a server. */
const reachSeconds = 20;

export type Teammate = Candidate & {
  readonly full_name: string;
  readonly role: Role;
  readonly own_capacity: number | null;
  readonly own_kinds: readonly string[] | null;
  /** Since when they are away, or taken for gone; null: neither. What they had by then goes to others. */
  readonly gone_since: Date | null;
};

/** Those to whom work of these kinds can be given, by name, with how much they have. */
export async function readTeam(
  core: Core,
  tx: Scoped,
  organizationId: string,
  kinds: readonly string[],
  settings: AssignmentSettings,
): Promise<Teammate[]> {
  const known = kinds.flatMap((name) => core.kinds.get(name) ?? []);
  const roles = [...new Set(known.flatMap((kind) => kind.worker_roles))];
  if (roles.length === 0) return [];
  const now = core.now();
  const awayMs = settings.away_minutes * 60_000;
  const rows = await tx
    .selectFrom("member")
    .leftJoin("assignment_person as own", "own.member_id", "member.id")
    .select([
      "member.id",
      "member.full_name",
      "member.role",
      "own.away_since",
      "own.capacity",
      "own.kinds",
      "own.skills",
      "own.last_given",
      sql<Date | null>`(select max(seen_at) from reach where reach.member_id = member.id)`.as(
        "seen_at",
      ),
      sql<number>`(select count(*)::integer from service_case c
        where c.assignee_id = member.id and not c.ended and not c.snoozed)`.as("load"),
    ])
    .where("member.organization_id", "=", organizationId)
    .where("member.active", "=", true)
    .where("member.is_service", "=", false)
    .where("member.role", "in", roles)
    .orderBy("member.full_name")
    .orderBy("member.id")
    .execute();
  return rows.map(({ away_since, capacity, kinds: own, skills, last_given, seen_at, ...row }) => {
    // The check constraint of the column holds the same list as the type.
    const role = row.role as Role;
    const silent = seen_at === null ? Number.POSITIVE_INFINITY : now.getTime() - seen_at.getTime();
    return {
      ...row,
      role,
      kinds: known
        .filter((kind) => kind.worker_roles.includes(role) && (own?.includes(kind.name) ?? true))
        .map(({ name }) => name),
      own_kinds: own,
      skills: skills ?? [],
      reachable: silent <= reachSeconds * 1_000,
      away: away_since !== null,
      gone_since: away_since ?? (silent > awayMs ? new Date(now.getTime() - awayMs) : null),
      capacity: capacity ?? settings.capacity,
      own_capacity: capacity,
      last_given: last_given ?? 0,
    };
  });
}
