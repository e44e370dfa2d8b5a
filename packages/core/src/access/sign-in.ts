import type { Role, SignedIn } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Core } from "../core.ts";
import { atSignIn, inOrganization } from "../database/scope.ts";
import { RefusedError } from "../errors.ts";
import { newId } from "../ids.ts";
import { selectMe } from "../member/me.ts";
import { storeRefreshToken, tokensOf } from "./issue-tokens.ts";
import { afterFailure, type Failures, lockedFor } from "./lockout.ts";
import { newOpaqueToken } from "./opaque-token.ts";

export type SignIn = {
  readonly email: string;
  readonly password: string;
  /** Names the device in the person's list of sign-ins. */
  readonly client?: string;
  /** Where the attempt comes from, for the audit log. */
  readonly address?: string;
};

type Account = {
  id: string;
  organization_id: string;
  full_name: string;
  role: string;
  /** Null of a guest, who has no e-mail address to be found by either. */
  password_hash: string | null;
  active: boolean;
  failed_sign_ins: number;
  locked_until: Date | null;
};

/**
 * Signs a person in. An address that nobody has, a wrong password and a deactivated account are
 * answered alike, after the same work. From the fifth failure in a row the account is locked, each
 * time for twice as long; while it is, even the right password is not looked at.
 *
 * Refuses: credentials_wrong, account_locked (`retryAfterMs`), organization_suspended, too_many_requests, busy.
 */
export function signIn(
  core: Core,
  { email, password, client, address: from }: SignIn,
): Promise<SignedIn> {
  const address = email.trim().toLowerCase();
  return core.accounts.oneByOne.run(address, async (later) => {
    const account = await findAccount(core, address);
    const now = core.now();
    const before: Failures =
      account === undefined
        ? core.accounts.unknown.of(address)
        : { failures: account.failed_sign_ins, lockedUntil: account.locked_until };
    const locked = lockedFor(before, now);
    if (locked > 0) throw new RefusedError("account_locked", { retryAfterMs: locked });
    const matches = await core.accounts.passwords.matches(
      account?.password_hash ?? undefined,
      password,
    );
    if (account === undefined || !matches || !account.active) {
      // Only the next attempt waits for the note: the time that it takes would tell who has an account.
      later(noteFailure(core, address, account, afterFailure(before.failures, now), from));
      throw new RefusedError("credentials_wrong");
    }
    // Only whoever proved that they are of it is told.
    core.suspensions.refuse(account.organization_id);
    return begin(core, account, client);
  });
}

function findAccount(core: Core, address: string): Promise<Account | undefined> {
  return atSignIn(core.db, address, (tx) =>
    tx
      .selectFrom("member")
      .select([
        "id",
        "organization_id",
        "full_name",
        "role",
        "password_hash",
        "active",
        "failed_sign_ins",
        "locked_until",
      ])
      .where("email", "=", address)
      .executeTakeFirst(),
  );
}

async function noteFailure(
  core: Core,
  address: string,
  account: Account | undefined,
  { failures, lockedUntil }: Failures,
  from: string | undefined,
): Promise<void> {
  if (account === undefined) {
    core.accounts.unknown.note(address, { failures, lockedUntil });
    return;
  }
  try {
    const { id, full_name, organization_id } = account;
    await inOrganization(core.db, organization_id, async (tx) => {
      await tx
        .updateTable("member")
        .set({ failed_sign_ins: failures, locked_until: lockedUntil })
        .where("id", "=", id)
        .execute();
      if (lockedUntil === null) return;
      // Whoever tries is not known to be anybody of the organization.
      const author = { organization_id, id: null, ...(from !== undefined && { address: from }) };
      await record(tx, core.now(), author, {
        action: "account.locked",
        subject: { id, name: full_name },
        after: { failures, locked_until: lockedUntil.toISOString() },
      });
    });
  } catch (error) {
    core.log.warn({ err: error }, "A failed sign-in could not be counted.");
  }
}

function begin(core: Core, account: Account, client: string | undefined): Promise<SignedIn> {
  const { id, organization_id, full_name, role } = account;
  const now = core.now();
  const actor: Actor = {
    id,
    organization_id,
    full_name,
    role: role as Role,
    sign_in_id: newId(),
  };
  return inOrganization(core.db, organization_id, async (tx) => {
    if (account.failed_sign_ins > 0 || account.locked_until !== null) {
      await tx
        .updateTable("member")
        .set({ failed_sign_ins: 0, locked_until: null })
        .where("id", "=", id)
        .execute();
    }
    await tx
      .insertInto("sign_in")
      .values({
        id: actor.sign_in_id,
        organization_id,
        member_id: id,
        client: client ?? null,
        created_at: now,
        last_used_at: now,
      })
      .execute();
    const token = newOpaqueToken(organization_id);
    const expiresAt = await storeRefreshToken(tx, actor, token, now);
    const tokens = await tokensOf(core, actor, token, expiresAt);
    return { ...tokens, user: await selectMe(core, tx, id) };
  });
}
