import type { Role } from "@relais/protocol";
import type { Actor } from "../../actor.ts";
import { acceptCase } from "../../case/accept-case.ts";
import { assignCase } from "../../case/assign-case.ts";
import { changeStatus } from "../../case/change-status.ts";
import { openCase } from "../../case/open-case.ts";
import { updateCase } from "../../case/update-case.ts";
import { type Core, createCore } from "../../core.ts";
import type { ConnectionTarget } from "../../database/connection.ts";
import { atSignIn, inOrganization } from "../../database/scope.ts";
import { snoozeCase } from "../../desk/snooze-case.ts";
import { createGuest } from "../../guest/create-guest.ts";
import { newId } from "../../ids.ts";
import { sendMessage } from "../../message/send-message.ts";
import { changeOpeningHours } from "../../opening-hours/opening-hours.ts";
import { listWarranties } from "../../warranty/list-warranties.ts";
import { changeTargets } from "../../target/targets.ts";
import { claimStories } from "./claim-stories.ts";
import { contactStories } from "./contact-stories.ts";
import { earlierClaimStories } from "./earlier-claim-stories.ts";
import type { DayStory, Speaker } from "./story.ts";
import { ticketStories } from "./ticket-stories.ts";

const minuteMs = 60_000;

type Act = { readonly at: number; readonly run: (core: Core) => Promise<unknown> };

/**
 * A day of two offices, so that a newcomer sees a desk at work: what was asked, said and done, each at its hour, by the
 * same commands that everybody uses. Everything lies in the past, so the clock of the teller goes along.
 */
export async function tellDay(core: Core, target: ConnectionTarget): Promise<void> {
  const now = core.now().getTime();
  let at = now;
  const teller = await createCore({
    target,
    log: core.log,
    now: () => new Date(at),
    connections: 2,
  });
  try {
    const claims = [...earlierClaimStories, ...claimStories, ...contactStories];
    const acts = [
      ...(await office(teller, "claims.demo", claims, now)),
      ...(await office(teller, "tickets.demo", ticketStories, now)),
    ];
    for (const act of acts.toSorted((one, other) => one.at - other.at)) {
      at = act.at;
      await act.run(teller);
    }
  } finally {
    await teller.close();
  }
}

async function office(
  core: Core,
  domain: string,
  stories: readonly DayStory[],
  now: number,
): Promise<Act[]> {
  const admin = await staff(core, "admin", domain);
  await promise(core, admin, [...new Set(stories.map(({ kind }) => kind))]);
  const acts: Act[] = [];
  for (const story of stories) acts.push(...(await actsOf(core, domain, admin, story, now)));
  return acts;
}

/** It never closes, so that a clock runs whenever somebody looks at it. */
async function promise(core: Core, admin: Actor, kinds: readonly string[]): Promise<void> {
  await changeOpeningHours(core, admin, {
    time_zone: "Africa/Bamako",
    weekly: null,
    closed_days: [],
  });
  const within = { urgent: [15, 240], high: [30, 480], normal: [60, 1_440], low: [240, 4_320] };
  await changeTargets(core, admin, {
    targets: kinds.flatMap((kind) =>
      (["urgent", "high", "normal", "low"] as const).map((priority) => ({
        kind,
        priority,
        answer_minutes: within[priority][0] ?? null,
        // One asks a question: there is nothing to resolve.
        resolution_minutes: kind === "contact" ? null : (within[priority][1] ?? null),
      })),
    ),
  });
}

async function actsOf(
  core: Core,
  domain: string,
  admin: Actor,
  story: DayStory,
  now: number,
): Promise<Act[]> {
  const customer =
    story.account === undefined
      ? await stranger(core, admin, story.customer)
      : await staff(core, story.account, domain);
  const people = new Map<Speaker, Actor>([
    ["customer", customer],
    ["admin", admin],
  ]);
  const speaker = async (name: Speaker): Promise<Actor> => {
    const known = people.get(name) ?? (await staff(core, name, domain));
    people.set(name, known);
    return known;
  };
  const begin = now - story.ago * minuteMs;
  let id = "";
  let room: string | null = null;
  const begun: Act = {
    at: begin,
    run: async (core) => {
      const { kind, title, description, priority, tags } = story;
      const directed = kind === "contact" ? { assignee_id: (await speaker("operations")).id } : {};
      const owned = story.account === undefined ? [] : await listWarranties(core, customer);
      const warranty = owned.find(({ status }) => status === "active");
      const opened = await openCase(core, customer, {
        kind,
        title,
        ...(warranty !== undefined && { fields: { warranty: warranty.id } }),
        ...(description !== undefined && { description }),
        ...directed,
      });
      id = opened.id;
      room = opened.conversation_id;
      if (priority === undefined && tags === undefined) return;
      await updateCase(core, admin, id, {
        ...(priority !== undefined && { priority }),
        ...(tags !== undefined && { tags: [...tags] }),
      });
    },
  };
  const later = (story.moments ?? []).map(
    ([minutes, by, what]): Act => ({
      at: begin + minutes * minuteMs,
      run: async (core) => happen(core, await speaker(by), { id, room }, what, speaker),
    }),
  );
  return [begun, ...later];
}

async function stranger(core: Core, { organization_id }: Actor, full_name: string): Promise<Actor> {
  const guest = await inOrganization(core.db, organization_id, (tx) =>
    createGuest(tx, organization_id, { full_name }),
  );
  return { ...guest, organization_id, sign_in_id: newId() };
}

async function happen(
  core: Core,
  actor: Actor,
  { id, room }: { id: string; room: string | null },
  what: string,
  speaker: (name: Speaker) => Promise<Actor>,
): Promise<void> {
  if (what === "zzz") {
    const until = new Date(core.now().getTime() + 3 * 24 * 60 * minuteMs).toISOString();
    await snoozeCase(core, actor, id, { until });
  } else if (what === "→ in_progress") {
    await acceptCase(core, actor, id);
  } else if (what.startsWith("→ ")) {
    await changeStatus(core, actor, id, { status: what.slice(2) });
  } else if (what.startsWith("@ ")) {
    const to = await speaker(what.slice(2) as Speaker);
    await assignCase(core, actor, id, { assignee_id: to.id });
  } else if (room !== null) {
    await sendMessage(core, actor, { conversation_id: room, text: what, client_id: newId() });
  }
}

async function staff(core: Core, name: Speaker, domain: string): Promise<Actor> {
  const { role, ...member } = await atSignIn(core.db, `${name}@${domain}`, (tx) =>
    tx
      .selectFrom("member")
      .select(["id", "organization_id", "full_name", "role"])
      .where("email", "=", `${name}@${domain}`)
      .executeTakeFirstOrThrow(),
  );
  // The check constraint of the column holds the same list as the type.
  return { ...member, role: role as Role, sign_in_id: newId() };
}
