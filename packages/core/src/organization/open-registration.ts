import pg from "pg";
import { type ConnectionTarget, ownerConfig } from "../database/connection.ts";
import { RefusedError } from "../errors.ts";
import { say } from "../kinds/kind.ts";

/**
 * Says whether anybody may register as a customer of an organization, as the owner of the database. For the platform's
 * operator, not for any caller.
 *
 * Refuses: invalid_body with `fields` (no organization of that short name).
 */
export async function openRegistration(
  target: ConnectionTarget,
  { slug, open }: { readonly slug: string; readonly open: boolean },
): Promise<void> {
  const client = new pg.Client(ownerConfig(target));
  await client.connect();
  try {
    const statement = "update organization set open_registration = $2 where slug = $1";
    const { rowCount } = await client.query(statement, [slug, open]);
    if (rowCount === 1) return;
    throw new RefusedError("invalid_body", {
      fields: {
        slug: say(
          "Il n’y a pas d’organisation de ce nom court\u202f: voyez la liste.",
          "There is no organization of that short name: look at the list.",
        ),
      },
    });
  } finally {
    await client.end();
  }
}
