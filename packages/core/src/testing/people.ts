import type { CaseView, Role } from "@relais/protocol";
import { acceptCase } from "../case/accept-case.ts";
import { openCase } from "../case/open-case.ts";
import { openConversation } from "../conversation/open-conversation.ts";
import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { newId } from "../ids.ts";
import type { TestDatabase } from "./database.ts";

export type OrganizationSettings = {
  name?: string;
  kinds?: readonly string[];
  language?: "fr" | "en";
};

/** An organization that serves requests, in French. Returns its id. */
export async function createOrganization(
  { owner }: Pick<TestDatabase, "owner">,
  {
    name = "SOS Dépannage Bamako",
    kinds = ["request"],
    language = "fr",
  }: OrganizationSettings = {},
): Promise<string> {
  const id = newId();
  await owner.query(
    "insert into organization (id, name, slug, kinds, language) values ($1, $2, $3, $4, $5)",
    [id, name, id, kinds, language],
  );
  return id;
}

export type MemberSettings = {
  full_name?: string;
  email?: string;
  /** A real hash of it is slow to make; without it nobody can sign in by password. */
  password_hash?: string;
};

const names: Record<Role, string> = {
  customer: "Awa Traoré",
  worker: "Moussa Keïta",
  agent: "Nadia Benali",
  manager: "Fatou Sow",
  admin: "Claire Diallo",
};

/** A member who is signed in on one device. */
export async function createMember(
  { owner }: Pick<TestDatabase, "owner">,
  organizationId: string,
  role: Role,
  settings: MemberSettings = {},
): Promise<Actor> {
  const id = newId();
  const sign_in_id = newId();
  const { full_name = names[role], email = `${id}@relais.test`, password_hash = "none" } = settings;
  await owner.query(
    `with person as (
       insert into member (id, organization_id, email, full_name, role, password_hash)
       values ($1, $2, $3, $4, $5, $6)
     )
     insert into sign_in (id, organization_id, member_id) values ($7, $2, $1)`,
    [id, organizationId, email, full_name, role, password_hash, sign_in_id],
  );
  return { id, organization_id: organizationId, role, full_name, sign_in_id };
}

/** Somebody with every right in an organization of their own, who must never see anything of another. */
export async function createOutsider(
  database: Pick<TestDatabase, "owner">,
  role: Role = "admin",
): Promise<Actor> {
  return createMember(database, await createOrganization(database), role);
}

export type Conversation = {
  readonly id: string;
  /** Where the people who do the work write among themselves. */
  readonly internal_id: string;
  readonly organization_id: string;
  readonly case: CaseView;
  readonly customer: Actor;
  readonly worker: Actor;
};

/** A customer and a worker with an accepted request between them, in an organization of their own. */
export async function createConversation(
  core: Core,
  database: TestDatabase,
  organizationId?: string,
): Promise<Conversation> {
  const organization_id = organizationId ?? (await createOrganization(database));
  const customer = await createMember(database, organization_id, "customer");
  const worker = await createMember(database, organization_id, "worker");
  const opened = await openCase(core, customer, { kind: "request", title: "Batterie à plat" });
  const accepted = await acceptCase(core, worker, opened.id);
  if (accepted.conversation_id === null) throw new Error("an accepted case has a conversation");
  const id = accepted.conversation_id;
  const { internal_id } = await openConversation(core, worker, id);
  if (internal_id === undefined) throw new Error("an internal conversation is beside each");
  return { id, internal_id, organization_id, case: accepted, customer, worker };
}

/** Takes more people into a conversation, as rows: no command does that yet. */
export async function addParticipants(
  { owner }: Pick<TestDatabase, "owner">,
  { id, organization_id }: Pick<Conversation, "id" | "organization_id">,
  count: number,
): Promise<void> {
  await owner.query(
    `with person as (
       insert into member (id, organization_id, email, full_name, role, password_hash)
       select gen_random_uuid(), $2, gen_random_uuid() || '@relais.test', 'Personne ' || one, 'customer', 'none'
       from generate_series(1, $3::integer) one
       returning id
     )
     insert into participant (conversation_id, member_id, organization_id, joined_at)
     select $1, id, $2, now() from person`,
    [id, organization_id, count],
  );
}
