import type { CaseView, Role } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { openCase } from "../case/open-case.ts";
import type { Core } from "../core.ts";
import { atSignIn, inOrganization } from "../database/scope.ts";
import { shareLink } from "../guest/share-link.ts";
import { newId } from "../ids.ts";

const host = "operations@claims.demo";
/** Makes a second start find the case of the first. */
const caseKey = "demo-paul-mercier";

/**
 * The customer of the demonstration who has no account: his case, and where his link leads. Only the hash of a
 * link is kept, so each start makes a new one, and the one of before ends.
 */
export async function paulsLink(core: Core): Promise<string> {
  const nadia = await actorOf(core, host);
  const opened = await openPaulsCase(core, nadia);
  if (opened.conversation_id === null) throw new Error("a guest's case has a conversation");
  const { path } = await shareLink(core, nadia, opened.conversation_id, { renew: true });
  return path;
}

/** His case, which the first call opens. */
export async function openPaulsCase(core: Core, nadia: Actor): Promise<CaseView> {
  return openCase(core, nadia, {
    kind: await firstKind(core, nadia),
    title: "Lave-linge en panne, garantie Confort",
    description: "Le tambour ne tourne plus depuis lundi.",
    client_id: caseKey,
    guest: { full_name: "Paul Mercier", phone: "+33 6 12 34 56 78", email: "paul@mercier.example" },
  });
}

async function actorOf(core: Core, email: string): Promise<Actor> {
  const { role, ...person } = await atSignIn(core.db, email, (tx) =>
    tx
      .selectFrom("member")
      .select(["id", "organization_id", "full_name", "role"])
      .where("email", "=", email)
      .executeTakeFirstOrThrow(),
  );
  return { ...person, role: role as Role, sign_in_id: newId() };
}

function firstKind(core: Core, { organization_id }: Actor): Promise<string> {
  return inOrganization(core.db, organization_id, async (tx) => {
    const { kinds } = await tx
      .selectFrom("organization")
      .select("kinds")
      .where("id", "=", organization_id)
      .executeTakeFirstOrThrow();
    return kinds[0] ?? "request";
  });
}
