import type { Core } from "../core.ts";
import { inEveryOrganization } from "../every-organization.ts";
import { type Keeper, keepLooking } from "../keep-looking.ts";
import { tell, type Told } from "../notification/tell.ts";

/** How long before its end a customer is told. */
const days = 30;
/** How often it is looked for: a day more or less does not matter to anybody. */
const everyMs = 3_600_000;
const sentence = "Warranties that end soon could not be told of.";

/** Tells customers once that a warranty of theirs ends soon: at the start, then every hour. */
export function startWarrantyKeeper(core: Core): Keeper {
  return keepLooking(everyMs, (isStopped) => lookOnce(core, isStopped));
}

async function lookOnce(core: Core, isStopped: () => boolean): Promise<void> {
  try {
    await inEveryOrganization(core, sentence, (id) => tellEndingWarranties(core, id), isStopped);
  } catch (error) {
    core.log.warn({ err: error }, sentence);
  }
}

/** Those of one organization that end soon, and of which nobody was told. Returns how many are told. */
export async function tellEndingWarranties(core: Core, organizationId: string): Promise<number> {
  const now = core.now();
  const { rows } = await core.pool.query<Told>({
    name: "notify_warranties",
    text: "select * from notify_warranties($1, $2, $3, $4)",
    values: [organizationId, now.toISOString().slice(0, 10), days, now],
  });
  if (rows.length === 0) return 0;
  core.pushes.announce(organizationId);
  await tell(core, organizationId, rows);
  return rows.length;
}
