import type { OpeningHours, OrganizationHours, Words } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";
import { refuseOthers } from "../desk/policy.ts";
import { RefusedError } from "../errors.ts";
import { say } from "../kinds/kind.ts";
import { isTimeZone, noSuchZone } from "./time-zone.ts";

/** When an organization is open; without a word from it, always. */
export async function hoursOf(tx: Scoped, organizationId: string): Promise<OrganizationHours> {
  const row = await tx
    .selectFrom("organization")
    .leftJoin("opening_hours as h", "h.organization_id", "organization.id")
    .select(["organization.time_zone", "h.weekly", "h.closed_days"])
    .where("organization.id", "=", organizationId)
    .executeTakeFirstOrThrow();
  return {
    time_zone: row.time_zone,
    weekly: row.weekly as OrganizationHours["weekly"],
    closed_days: (row.closed_days ?? []) as OrganizationHours["closed_days"],
  };
}

/** By which clock the organization lives, and when it is open. For its office. Refuses: forbidden. */
export async function readOpeningHours(core: Core, actor: Actor): Promise<OrganizationHours> {
  refuseOthers(actor);
  return inOrganization(core.db, actor, (tx) => hoursOf(tx, actor.organization_id));
}

/**
 * Says so anew. For admins. What was computed by the hours before stays as it is.
 *
 * Refuses: forbidden, invalid_body (naming what cannot be: the zone, a span, a week without any, a day twice).
 */
export async function changeOpeningHours(
  core: Core,
  actor: Actor,
  { time_zone, weekly, closed_days }: OrganizationHours,
): Promise<OrganizationHours> {
  refuseOthers(actor);
  if (actor.role !== "admin") throw new RefusedError("forbidden");
  const fields = {
    ...(!isTimeZone(time_zone) && { time_zone: noSuchZone }),
    ...(weekly !== null && wrongSpans(weekly)),
    ...wrongDays(closed_days),
  };
  if (Object.keys(fields).length > 0) throw new RefusedError("invalid_body", { fields });
  const values = {
    weekly: weekly === null ? null : JSON.stringify(weekly),
    closed_days: JSON.stringify(
      closed_days.toSorted((one, other) => (one.day < other.day ? -1 : 1)),
    ),
  };
  return inOrganization(core.db, actor, async (tx) => {
    const { organization_id } = actor;
    await tx
      .updateTable("organization")
      .set({ time_zone })
      .where("id", "=", organization_id)
      .execute();
    await tx
      .insertInto("opening_hours")
      .values({ organization_id, ...values })
      .onConflict((conflict) => conflict.column("organization_id").doUpdateSet(values))
      .execute();
    await record(tx, core.now(), actor, {
      action: "opening_hours.changed",
      after: {
        time_zone,
        weekly: weekly && weekly.map(({ day, opens, closes }) => `${day} ${opens}–${closes}`),
        closed_days: closed_days.map(({ day }) => day),
      },
    });
    return hoursOf(tx, organization_id);
  });
}

function wrongSpans(weekly: OpeningHours): Record<string, Words> {
  if (weekly.length === 0) {
    return {
      weekly: say(
        "Donnez au moins une plage d’ouverture, ou choisissez « toujours ouvert ».",
        "Give at least one span in which you are open, or choose “always open”.",
      ),
    };
  }
  const wrong: Record<string, Words> = {};
  weekly.forEach(({ day, opens, closes }, place) => {
    const end = closingOf(closes);
    if (opens >= end) {
      wrong[`weekly.${place}.closes`] = say(
        "La fermeture vient après l’ouverture\u202f; minuit s’écrit 00:00.",
        "Closing comes after opening; midnight is 00:00.",
      );
    }
    const met = weekly.some(
      (other, otherPlace) =>
        otherPlace < place &&
        other.day === day &&
        other.opens < end &&
        opens < closingOf(other.closes),
    );
    if (met) {
      wrong[`weekly.${place}.opens`] = say(
        "Cette plage en recouvre une autre du même jour.",
        "This span overlaps another one of that day.",
      );
    }
  });
  return wrong;
}

const closingOf = (closes: string): string => (closes === "00:00" ? "24:00" : closes);

function wrongDays(days: OrganizationHours["closed_days"]): Record<string, Words> {
  const twice = days.findIndex(({ day }, place) =>
    days.some((other, otherPlace) => otherPlace < place && other.day === day),
  );
  if (twice === -1) return {};
  return {
    [`closed_days.${twice}.day`]: say(
      "Ce jour est déjà dans la liste.",
      "This day is in the list already.",
    ),
  };
}
