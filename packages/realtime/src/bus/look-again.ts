import type { Core, Log } from "@relais/core";
import type { Registry } from "../connections/registry.ts";
import { endSignIns } from "../connections/shut-out.ts";
import { sendCounters } from "../streams/follow-cases.ts";
import type { Streams } from "../streams/streams.ts";

/** Asked for while it looks, it looks once more: several servers may say so at once. */
export function inTurn(look: () => Promise<void>, log: Log): () => void {
  let looking = false;
  let again = false;
  const work = async () => {
    looking = true;
    do {
      again = false;
      try {
        await look();
      } catch (error) {
        log.warn({ err: error }, "What other servers said meanwhile could not be looked for.");
      }
    } while (again);
    looking = false;
  };
  return () => {
    again = true;
    if (!looking) void work();
  };
}

type Here = { readonly core: Core; readonly streams: Streams; readonly registry: Registry };

/** What other servers wrote while nobody could say so: followers are told from where they stand. */
export function lookAtJournals({ core, streams }: Here): void {
  core.rosters.forgetAll();
  streams.pullAll();
}

/** The same, with what is no event of a journal: sign-ins that ended elsewhere, and what awaits people. */
export async function lookAtEverything(here: Here): Promise<void> {
  lookAtJournals(here);
  const { core, registry } = here;
  const ended = new Set<string>();
  await Promise.all(
    [...registry.all].map(async ({ identity }) => {
      if (identity === undefined || (await core.signIns.check(identity.actor))) return;
      ended.add(identity.actor.sign_in_id);
    }),
  );
  endSignIns(registry, ended);
  // One after the other: nobody waits for them, and others ask the database too.
  for (const connection of registry.all) {
    const actor = connection.identity?.actor;
    if (actor === undefined || !connection.followed.has(actor.organization_id)) continue;
    await connection.inOrder(actor.organization_id, () => sendCounters(here, connection, actor));
  }
}
