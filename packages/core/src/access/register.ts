import { id as givenId, line, signInBody, type Words } from "@relais/protocol";
import { sql } from "kysely";
import type { Core } from "../core.ts";
import { atSignIn, inOrganization } from "../database/scope.ts";
import { isUniqueViolation } from "../database/violations.ts";
import { RefusedError } from "../errors.ts";
import { newId } from "../ids.ts";
import { say } from "../kinds/kind.ts";
import { findDepartment } from "../department/find-department.ts";
import { type MemberView, readMember } from "../member/member-view.ts";

/** What a password must be at least, and may be at most, in characters. */
export const passwordCharacters = { least: 8, most: 512 } as const;

export type Register = {
  readonly email: string;
  readonly password: string;
  readonly full_name: string;
  /** Id or name of a department of the organization. */
  readonly department?: string | undefined;
  /** Id or short name of an organization; without it, the one that lets people register. */
  readonly organization?: string | undefined;
};

/**
 * Registers somebody who has no account yet, as a customer of an organization that lets people do so. Whoever
 * is more than that is made so by an administrator.
 *
 * Refuses: invalid_body with every wrong field; an organization that does not let people register is as unknown as
 * one that there is not.
 */
export async function register(core: Core, input: Register): Promise<MemberView> {
  const email = input.email.trim().toLowerCase();
  const full_name = input.full_name.trim();
  checkAccount({ ...input, email, full_name });
  const organization_id = await openOrganization(core, input.organization);
  const password_hash = await core.accounts.passwords.hash(input.password);
  return withFreeEmail(() =>
    inOrganization(core.db, organization_id, async (tx) => {
      const department_id = await findDepartment(tx, input.department);
      const { language } = await tx
        .selectFrom("organization")
        .select("language")
        .where("id", "=", organization_id)
        .executeTakeFirstOrThrow();
      const id = newId();
      await tx
        .insertInto("member")
        .values({
          id,
          organization_id,
          email,
          full_name,
          role: "customer",
          language,
          password_hash,
          department_id,
        })
        .execute();
      return readMember(tx, id);
    }),
  );
}

/** Refuses: invalid_body, naming every field of an account that is wrong. */
export function checkAccount({
  email,
  password,
  full_name,
}: Pick<Register, "email" | "password" | "full_name">): void {
  const fields: Record<string, Words> = {};
  if (!signInBody.shape.email.safeParse(email).success) {
    fields.email = say(
      "Écrivez une adresse e-mail, comme nom@exemple.org.",
      "Write an e-mail address, such as name@example.org.",
    );
  }
  const { least, most } = passwordCharacters;
  if (password.length < least || password.length > most) {
    fields.password = say(
      `Choisissez un mot de passe de ${least} caractères au moins, ${most} au plus.`,
      `Choose a password of ${least} characters at least, ${most} at most.`,
    );
  }
  if (!line(nameCharacters).safeParse(full_name).success) {
    fields.full_name = say("Donnez un nom.", "Give a name.");
  }
  if (Object.keys(fields).length > 0) throw new RefusedError("invalid_body", { fields });
}

const nameCharacters = 200;

/** Refuses: invalid_body, when somebody has this address already. */
export async function withFreeEmail<Result>(
  insert: () => Promise<Result>,
  field = "email",
): Promise<Result> {
  try {
    return await insert();
  } catch (error) {
    if (!isUniqueViolation(error, "member_email_key")) throw error;
    throw emailTaken(field);
  }
}

/** The same before anything is stored. Refuses: invalid_body. */
export async function refuseTakenEmail(core: Core, email: string, field = "email"): Promise<void> {
  const known = await atSignIn(core.db, email, (tx) =>
    tx.selectFrom("member").select("id").where("email", "=", email).executeTakeFirst(),
  );
  if (known !== undefined) throw emailTaken(field);
}

const emailTaken = (field: string) =>
  new RefusedError("invalid_body", {
    fields: {
      [field]: say("Quelqu’un a déjà cette adresse.", "Somebody has this address already."),
    },
  });

async function openOrganization(core: Core, wanted: string | undefined): Promise<string> {
  const found = await core.db.transaction().execute(async (tx) => {
    await sql`select set_config('relais.directory', 'on', true)`.execute(tx);
    let query = tx
      .selectFrom("organization")
      .select("id")
      .where("open_registration", "=", true)
      .where("suspended_at", "is", null);
    if (wanted !== undefined) {
      query = givenId.safeParse(wanted).success
        ? query.where("id", "=", wanted)
        : query.where((where) =>
            where.or([where("slug", "=", wanted), where("name", "=", wanted)]),
          );
    }
    return query.orderBy("id").limit(2).execute();
  });
  const [only] = found.length === 1 ? found : [];
  if (only !== undefined) return only.id;
  throw new RefusedError("invalid_body", {
    fields: {
      organization:
        found.length === 0
          ? say(
              "Aucune organisation de ce nom ne laisse s’inscrire\u202f: demandez un compte à son administrateur.",
              "No organization of that name lets people register: ask its administrator for an account.",
            )
          : say("Dites dans quelle organisation.", "Say in which organization."),
    },
  });
}
