import type { CannedReply, Person, Role } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Scoped } from "../database/scope.ts";

/** The organization's and the actor's own, by title. Nobody reads another person's. */
export async function selectReplies(tx: Scoped, actor: Actor, id?: string): Promise<CannedReply[]> {
  let query = tx
    .selectFrom("canned_reply as reply")
    .innerJoin("member as editor", "editor.id", "reply.edited_by")
    .selectAll("reply")
    .select(["editor.full_name as editor_name", "editor.role as editor_role"])
    .where((where) =>
      where.or([where("reply.owner_id", "is", null), where("reply.owner_id", "=", actor.id)]),
    );
  if (id !== undefined) query = query.where("reply.id", "=", id);
  const rows = await query.execute();
  const named = rows.flatMap(({ assign }) => (assign === null || assign === "me" ? [] : [assign]));
  const people = await peopleOf(tx, named);
  return rows
    .map(
      (row): CannedReply => ({
        id: row.id,
        title: row.title,
        text: row.text,
        kinds: row.kinds,
        personal: row.owner_id !== null,
        actions: { add_tags: row.add_tags, status: row.status, assign: row.assign },
        assignee: people.get(row.assign ?? "") ?? null,
        edited_at: row.edited_at.toISOString(),
        edited_by: {
          id: row.edited_by,
          full_name: row.editor_name,
          role: row.editor_role as Role,
        },
      }),
    )
    .sort((one, other) => one.title.localeCompare(other.title, "fr"));
}

async function peopleOf(tx: Scoped, ids: readonly string[]): Promise<Map<string, Person>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom("member")
    .select(["id", "full_name", "role"])
    .where("id", "in", ids)
    .execute();
  return new Map(rows.map((row) => [row.id, { ...row, role: row.role as Role }]));
}
