import type { Core } from "../core.ts";
import { readNotices } from "./notices.ts";

/** A server that was away does not call out what is long past: it is in the list. */
const toldAtOnce = 100;

/** Whom to tell of what. */
export type Told = {
  readonly member_id: string | null;
  /** Null: what concerned them was seen, or is no more. */
  readonly notification_id: string | null;
};

/** What a reaction that writes notifications answers: one row each, and a last one without a member. */
export type ToldRow = Told & {
  readonly progressed: boolean | null;
  readonly more: boolean | null;
};

/** Calls out what a run has written to those who hear it, and says how far the run came. */
export async function tellOfRun(
  core: Core,
  organizationId: string,
  rows: readonly ToldRow[],
): Promise<{ progressed: boolean; more: boolean }> {
  await tell(core, organizationId, rows);
  const last = rows.at(-1);
  return { progressed: last?.progressed ?? false, more: last?.more ?? false };
}

/** Calls out what was written to those who hear it. */
export async function tell(
  core: Core,
  organizationId: string,
  rows: readonly Told[],
): Promise<void> {
  // Whoever follows their cases hears of both.
  const audience = core.counters.audienceOf(organizationId);
  const heard = rows.flatMap(({ member_id, notification_id }) =>
    member_id === null || audience?.has(member_id) === false
      ? []
      : [{ user_id: member_id, notification_id }],
  );
  const told = heard.slice(-toldAtOnce);
  if (told.length > 0) {
    const { notifications, unread } = await readNotices(core, organizationId, {
      ids: told.flatMap(({ notification_id: id }) => (id === null ? [] : [id])),
      members: told.map(({ user_id }) => user_id),
    });
    for (const { user_id, notification_id } of told) {
      const notification = notification_id === null ? null : notifications.get(notification_id);
      // It may have gone since, with its case.
      if (notification === undefined) continue;
      core.notices.publish({ user_id, notification, unread: unread.get(user_id) ?? 0 });
    }
  }
}
