import {
  checkText,
  type Identity,
  limits,
  type OpenedLink,
  type Person,
  type StartEmbeddedBody,
} from "@relais/protocol";
import type { Actor } from "../actor.ts";
import { insertCase } from "../case/insert-case.ts";
import type { Core } from "../core.ts";
import { inOrganization, type Scoped } from "../database/scope.ts";
import { isUniqueViolation } from "../database/violations.ts";
import { RefusedError } from "../errors.ts";
import { hashOf } from "../access/opaque-token.ts";
import { createGuest } from "../guest/create-guest.ts";
import type { Entered } from "../guest/enter-link.ts";
import { insertLink } from "../guest/insert-link.ts";
import { newLinkToken } from "../guest/link-token.ts";
import { readVisit } from "../guest/read-visit.ts";
import { newId } from "../ids.ts";
import { type Change, change } from "../journal/append.ts";
import { say } from "../kinds/kind.ts";
import { sendMessage } from "../message/send-message.ts";
import { textHint } from "../text-hint.ts";
import { knowPerson } from "./know-person.ts";
import { findSite, type Site } from "./read-site.ts";
import { enterConversation } from "./resume-visit.ts";
import { verifyIdentity } from "./verify-identity.ts";

type Start = StartEmbeddedBody & { readonly client?: string | undefined };
type Started = { person: Person; case_id: string; conversation_id: string };

/**
 * The first message of somebody on a customer's site: opens the case with its conversation, writes the message, and lets
 * them in. The same attempt made again is the same conversation and the same message.
 *
 * Refuses: embedding_unknown, identity_invalid, identity_expired, identity_required, forbidden, invalid_body, the text
 * codes, link_revoked and link_expired (what was begun before has ended), and what `sendMessage` refuses.
 */
export async function startVisit(core: Core, siteKey: string, input: Start): Promise<OpenedLink> {
  const site = await findSite(core, siteKey);
  const checked = checkText(input.text);
  if (!checked.ok) {
    const hint = textHint(checked.code, limits.textCharacters);
    throw new RefusedError(checked.code, { fields: { text: hint } });
  }
  const who = await whoWrites(core, site, input);
  const started = await startOnce(core, site, who, { ...input, text: checked.text });
  const entered = await enter(core, site, started, input.client);
  const { client_id } = input;
  const message = { conversation_id: started.conversation_id, text: checked.text, client_id };
  await sendMessage(core, entered.actor, message);
  return { ...entered.answer, visit: await readVisit(core, entered.actor) };
}

type Writer =
  | { readonly identity: Identity }
  | { readonly token: string; readonly guest: NonNullable<StartEmbeddedBody["guest"]> };

async function whoWrites(core: Core, site: Site, input: Start): Promise<Writer> {
  const { identity, token, guest } = input;
  if (identity !== undefined) return { identity: await verifyIdentity(core, site, identity) };
  if (!site.anonymous) throw new RefusedError("identity_required");
  if (token !== undefined && guest !== undefined) return { token, guest };
  const missing = token === undefined ? "token" : "guest";
  const hint = say("Ce champ est obligatoire.", "This field is required.");
  throw new RefusedError("invalid_body", { fields: { [missing]: hint } });
}

async function startOnce(core: Core, site: Site, who: Writer, input: Start): Promise<Started> {
  const attempt = () =>
    change(core, site.organization_id, async (change) => {
      // Two attempts at once follow one another.
      await change.nextSeq(site.organization_id);
      const { tx } = change;
      if ("identity" in who) {
        const person = await knowPerson(tx, site.organization_id, who.identity);
        return (
          (await startedBy(tx, person, input.client_id)) ??
          open(core, change, site, person, input, newLinkToken())
        );
      }
      const before = await startedWith(tx, who.token);
      if (before !== undefined) return before;
      const person = await createGuest(tx, site.organization_id, who.guest);
      return open(core, change, site, person, input, who.token);
    });
  try {
    return await attempt();
  } catch (error) {
    // A token that another organization knows: nobody guesses one, so it was not made at random.
    if (!isUniqueViolation(error, "guest_link_token_hash_key")) throw error;
    throw new RefusedError("link_unknown");
  }
}

async function startedBy(
  tx: Scoped,
  person: Person,
  clientId: string,
): Promise<Started | undefined> {
  const row = await tx
    .selectFrom("service_case")
    .select(["id", "conversation_id"])
    .where("customer_id", "=", person.id)
    .where("client_id", "=", clientId)
    .executeTakeFirst();
  if (row === undefined || row.conversation_id === null) return undefined;
  return { person, case_id: row.id, conversation_id: row.conversation_id };
}

async function startedWith(tx: Scoped, token: string): Promise<Started | undefined> {
  const row = await tx
    .selectFrom("guest_link")
    .innerJoin("conversation", "conversation.id", "guest_link.conversation_id")
    .innerJoin("member", "member.id", "guest_link.member_id")
    .select(["conversation.id as conversation_id", "case_id", "member.id", "full_name"])
    .select(["revoked_at", "active"])
    .where("token_hash", "=", hashOf(token))
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { id, full_name, case_id, conversation_id } = row;
  if (row.revoked_at !== null || !row.active) throw new RefusedError("link_revoked");
  return { person: { id, full_name, role: "customer" }, case_id, conversation_id };
}

const titleCharacters = 80;

async function open(
  core: Core,
  change: Change,
  { organization_id, kind: name }: Site,
  person: Person,
  { text, client_id }: Start,
  token: string,
): Promise<Started> {
  const kind = core.kinds.get(name);
  if (kind === undefined) throw new RefusedError("embedding_unknown");
  const opener: Actor = { ...person, organization_id, sign_in_id: newId() };
  const [line = ""] = text.split("\n");
  const first = [...line];
  const row = await insertCase(core, change, opener, {
    kind,
    title:
      first.length > titleCharacters ? `${first.slice(0, titleCharacters - 1).join("")}…` : line,
    customer: person,
    // The conversation is there at once, whoever will do the work.
    guest: true,
    assignee: null,
    client_id,
  });
  const { id: case_id, conversation_id } = row;
  if (conversation_id === null) throw new Error(`a case of ${name} began without a conversation`);
  const about = { organization_id, conversation_id, case_id, member_id: person.id };
  await insertLink(core, change.tx, { ...about, token, created_by: null });
  return { person, case_id, conversation_id };
}

async function enter(
  core: Core,
  site: Site,
  started: Started,
  client: string | undefined,
): Promise<Entered> {
  const entered = await inOrganization(core.db, site.organization_id, (tx) =>
    enterConversation(core, tx, site, started, client),
  );
  if (entered === undefined) throw new RefusedError("link_expired");
  return entered;
}
