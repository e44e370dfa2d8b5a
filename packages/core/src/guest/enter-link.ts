import type { OpenedLink, Role } from "@relais/protocol";
import { sql } from "kysely";
import { storeRefreshToken, tokensOf } from "../access/issue-tokens.ts";
import { newOpaqueToken } from "../access/opaque-token.ts";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import type { Scoped } from "../database/scope.ts";
import { newId } from "../ids.ts";
import { selectMe } from "../member/me.ts";

/** A link that holds, and whose it is. Its row is held: whoever revokes it meanwhile ends this sign-in too. */
export type HeldLink = {
  readonly id: string;
  readonly organization_id: string;
  readonly conversation_id: string;
  readonly member_id: string;
  readonly full_name: string;
  readonly role: string;
};

export type Entered = {
  readonly actor: Actor;
  /** What is told of it, but for the visit. */
  readonly answer: Omit<OpenedLink, "visit">;
};

/** Begins a session of one more device, limited to the conversation of the link. */
export async function enterLink(
  core: Core,
  tx: Scoped,
  link: HeldLink,
  client: string | undefined,
): Promise<Entered> {
  const now = core.now();
  const { organization_id } = link;
  const actor: Actor = {
    id: link.member_id,
    organization_id,
    full_name: link.full_name,
    role: link.role as Role,
    sign_in_id: newId(),
    guest: { conversation_id: link.conversation_id },
  };
  await tx
    .updateTable("guest_link")
    .set({ first_opened_at: sql`coalesce(first_opened_at, ${now})`, last_opened_at: now })
    .where("id", "=", link.id)
    .execute();
  await tx
    .insertInto("sign_in")
    .values({
      id: actor.sign_in_id,
      organization_id,
      member_id: actor.id,
      guest_link_id: link.id,
      client: client ?? null,
      created_at: now,
      last_used_at: now,
    })
    .execute();
  const refreshToken = newOpaqueToken(organization_id);
  const expiresAt = await storeRefreshToken(tx, actor, refreshToken, now);
  const tokens = await tokensOf(core, actor, refreshToken, expiresAt);
  return { actor, answer: { ...tokens, user: await selectMe(core, tx, actor.id) } };
}
