import { settings } from "./configure.ts";
import { getClaim } from "./conversations.ts";
import { follow } from "./follow.ts";
import { listClaimStatusUpdates } from "./status-updates.ts";
import type { Channel, ClaimStatusUpdate } from "./types.ts";

/**
 * Tells each step that a claim takes from now on, once, in order, until `unsubscribe`. It reconnects by itself; steps
 * that were taken meanwhile are told then.
 */
export function subscribeToClaimUpdates(
  claimId: string,
  onUpdate: (update: ClaimStatusUpdate) => void,
): Channel {
  const { client } = settings();
  const stops: (() => void)[] = [];
  // A reading that is under way when it is left tells nobody any more.
  let tell: typeof onUpdate | undefined = onUpdate;
  let known: Set<string> | undefined;
  const steps = follow(async () => {
    const all = await listClaimStatusUpdates(claimId);
    if (known === undefined) known = new Set(all.map(({ id }) => id));
    for (const update of all) {
      if (known.has(update.id)) continue;
      known.add(update.id);
      tell?.(update);
    }
  });

  /** The list of cases tells of the claim, to those who have one. */
  const watchList = (): void => {
    const { cases } = client();
    let revision: number | undefined;
    const changed = (): void => {
      const claim = cases.get().cases.find(({ id }) => id === claimId);
      if (claim === undefined || claim.revision === revision) return;
      revision = claim.revision;
      steps.look();
    };
    stops.push(cases.subscribe(changed));
    changed();
  };

  const opening = follow(async () => {
    const { conversation_id } = await getClaim(claimId);
    if (conversation_id === null) return watchList();
    const { view } = client().conversation(conversation_id);
    let revision: number | undefined;
    let listed = false;
    const changed = (): void => {
      const { status, state } = view.get();
      // Who may know of the claim, and not read its conversation, has it in their list.
      if (status === "refused" && !listed) {
        listed = true;
        watchList();
      }
      if (state === null || state.case.revision === revision) return;
      revision = state.case.revision;
      steps.look();
    };
    stops.push(view.subscribe(changed));
    changed();
  });
  opening.look();
  steps.look();
  return {
    ready: steps.ready,
    unsubscribe: () => {
      tell = undefined;
      opening.stop();
      steps.stop();
      for (const stop of stops.splice(0)) stop();
    },
  };
}
