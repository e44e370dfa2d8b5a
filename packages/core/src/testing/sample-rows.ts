import { randomBytes } from "node:crypto";
import type pg from "pg";
import type { Database } from "../database/generated/schema.ts";
import { newId } from "../ids.ts";
import type { TestDatabase } from "./database.ts";
import { createMember, createOrganization } from "./people.ts";

export type TableName = Exclude<keyof Database, "schema_migration"> | "schema_migration";
export type Row = Readonly<Record<string, unknown>>;

/** What the rows of one organization hang on. */
export type World = {
  readonly organization: string;
  readonly member: string;
  readonly signIn: string;
  readonly serviceCase: string;
  readonly conversation: string;
};

type Sample = {
  /** The columns that name a row. */
  readonly key: readonly string[];
  /** A row that does not exist yet; what it hangs on does. */
  readonly make: (world: World, owner: pg.Pool) => Row | Promise<Row>;
};

/** Positions in a journal must differ. */
let samplesMade = 0;
const soon = () => new Date(Date.now() + 60_000);
const person = async (world: World, owner: pg.Pool): Promise<string> => {
  const { id } = await createMember({ owner }, world.organization, "customer");
  return id;
};
/** A number that no row of the table has, whatever its conversation. */
const nextOf = async (owner: pg.Pool, table: "guidance_session" | "guidance_step") => {
  const { rows } = await owner.query<{ next: number }>(
    `select coalesce(max(number), 0)::integer + 1 as next from ${table}`,
  );
  return rows[0]?.next ?? 1;
};
const caseRow = ({ organization, member }: World): Row => ({
  id: newId(),
  organization_id: organization,
  kind: "request",
  title: "Batterie à plat",
  status: "pending",
  customer_id: member,
  revision: 1,
  created_at: new Date(),
  updated_at: new Date(),
});

/** How to make a row of every table. A table without an entry fails the matrix. */
export const samples: Record<TableName, Sample> = {
  organization: {
    key: ["id"],
    make: () => ({ id: newId(), name: "Ailleurs", slug: newId(), kinds: ["request"] }),
  },
  member: {
    key: ["id"],
    make: ({ organization }) => ({
      id: newId(),
      organization_id: organization,
      email: `${newId()}@relais.test`,
      full_name: "Awa Traoré",
      role: "customer",
      password_hash: "none",
    }),
  },
  sign_in: {
    key: ["id"],
    make: ({ organization, member }) => ({
      id: newId(),
      organization_id: organization,
      member_id: member,
    }),
  },
  invitation: {
    key: ["id"],
    make: ({ organization, member }) => ({
      id: newId(),
      organization_id: organization,
      token_hash: randomBytes(32),
      role: "agent",
      invited_by: member,
      created_at: new Date(),
      expires_at: soon(),
    }),
  },
  audit_entry: {
    key: ["id"],
    make: ({ organization, member }) => ({
      id: newId(),
      organization_id: organization,
      at: new Date(),
      action: "account.created",
      actor_id: member,
    }),
  },
  refresh_token: {
    key: ["token_hash"],
    make: ({ organization, signIn }) => ({
      token_hash: randomBytes(32),
      organization_id: organization,
      sign_in_id: signIn,
      expires_at: soon(),
    }),
  },
  socket_ticket: {
    key: ["ticket_hash"],
    make: ({ organization, member, signIn }) => ({
      ticket_hash: randomBytes(32),
      organization_id: organization,
      member_id: member,
      sign_in_id: signIn,
      expires_at: soon(),
    }),
  },
  guest_link: {
    key: ["id"],
    make: ({ organization, conversation, member }) => ({
      id: newId(),
      organization_id: organization,
      conversation_id: conversation,
      member_id: member,
      token_hash: randomBytes(32),
      days_after: 30,
      created_at: new Date(),
      // A conversation has one link that holds; the samples are many.
      revoked_at: new Date(),
    }),
  },
  service_case: { key: ["id"], make: caseRow },
  case_numbering: {
    key: ["organization_id", "kind"],
    make: ({ organization }) => ({ organization_id: organization, kind: newId(), last_number: 1 }),
  },
  timeline_entry: {
    key: ["id"],
    make: async ({ organization, conversation, member }, owner) => {
      const id = newId();
      const { rows } = await owner.query<{ case_id: string }>(
        "select case_id from conversation where id = $1",
        [conversation],
      );
      return {
        case_id: rows[0]?.case_id,
        revision: ++samplesMade,
        place: 0,
        id,
        organization_id: organization,
        at: new Date(),
        actor_id: member,
        subject: "note",
      };
    },
  },
  department: {
    key: ["id"],
    make: ({ organization }) => ({ id: newId(), organization_id: organization, name: newId() }),
  },
  category: {
    key: ["id"],
    make: ({ organization }) => ({
      id: newId(),
      organization_id: organization,
      kind: "ticket",
      name: newId(),
    }),
  },
  equipment: {
    key: ["id"],
    make: ({ organization }) => ({
      id: newId(),
      organization_id: organization,
      name: "Imprimante",
      type: "imprimante",
    }),
  },
  warranty: {
    key: ["id"],
    make: ({ organization, member }) => ({
      id: newId(),
      organization_id: organization,
      number: newId(),
      product: "Lave-linge",
      customer_id: member,
      starts_on: "2026-01-01",
      ends_on: "2028-01-01",
      created_at: new Date(),
    }),
  },
  workplace: {
    key: ["member_id"],
    make: async (world, owner) => ({
      member_id: await person(world, owner),
      organization_id: world.organization,
      name: "Garage",
    }),
  },
  conversation: {
    key: ["id"],
    make: async (world, owner) => {
      const theCase = caseRow(world);
      await insertRow(owner, "service_case", theCase);
      return {
        id: newId(),
        organization_id: world.organization,
        case_id: theCase.id,
        created_at: new Date(),
      };
    },
  },
  participant: {
    key: ["conversation_id", "member_id"],
    make: async (world, owner) => ({
      conversation_id: world.conversation,
      member_id: await person(world, owner),
      organization_id: world.organization,
      joined_at: new Date(),
    }),
  },
  message: {
    key: ["conversation_id", "number"],
    make: ({ organization }) => ({
      conversation_id: newId(),
      number: 1,
      organization_id: organization,
      id: newId(),
      seq: 1,
      kind: "text",
      text: "Bonjour",
      created_at: new Date(),
    }),
  },
  message_about: {
    key: ["conversation_id", "number"],
    make: (world) => {
      samplesMade += 1;
      return {
        conversation_id: world.conversation,
        number: samplesMade,
        organization_id: world.organization,
        case_id: world.serviceCase,
      };
    },
  },
  event: {
    key: ["stream_id", "seq"],
    make: ({ organization }) => ({
      stream_id: newId(),
      seq: 1,
      organization_id: organization,
      type: "message.sent",
      at: new Date(),
      data: "{}",
    }),
  },
  file: {
    key: ["id"],
    make: ({ organization, conversation, member }) => ({
      id: newId(),
      organization_id: organization,
      conversation_id: conversation,
      member_id: member,
      name: "photo.jpg",
      announced_bytes: 1,
      created_at: new Date(),
    }),
  },
  consumer_cursor: {
    key: ["consumer", "organization_id"],
    make: ({ organization }) => ({
      consumer: newId(),
      organization_id: organization,
      transaction_id: "1",
    }),
  },
  notification_counter: {
    key: ["member_id", "conversation_id"],
    make: ({ organization }) => ({
      member_id: newId(),
      conversation_id: newId(),
      organization_id: organization,
      unread: 1,
      read_number: 0,
      last_number: 1,
    }),
  },
  quick_answers: {
    key: ["organization_id", "kind"],
    make: ({ organization, member }) => ({
      organization_id: organization,
      kind: newId(),
      answers: "[]",
      edited_by: member,
      edited_at: new Date(),
    }),
  },
  assignment_settings: {
    key: ["organization_id"],
    // An organization has one.
    make: async ({ organization }, owner) => {
      await owner.query("delete from assignment_settings where organization_id = $1", [
        organization,
      ]);
      return {
        organization_id: organization,
        enabled: false,
        kinds: [],
        capacity: 8,
        away_minutes: 10,
      };
    },
  },
  opening_hours: {
    key: ["organization_id"],
    // An organization has one.
    make: async ({ organization }, owner) => {
      await owner.query("delete from opening_hours where organization_id = $1", [organization]);
      return { organization_id: organization, weekly: "[]", closed_days: "[]" };
    },
  },
  target: {
    key: ["organization_id", "kind", "priority"],
    make: ({ organization }) => ({
      organization_id: organization,
      kind: newId(),
      priority: "normal",
      answer_minutes: 60,
    }),
  },
  case_target: {
    key: ["case_id", "target"],
    make: async (world, owner) => {
      const serviceCase = await samples.service_case.make(world, owner);
      await insertRow(owner, "service_case", serviceCase);
      return {
        case_id: serviceCase.id,
        target: "answer",
        organization_id: world.organization,
        minutes: 60,
        due_at: soon(),
        warn_at: soon(),
      };
    },
  },
  embedding: {
    key: ["organization_id"],
    // An organization has one.
    make: async ({ organization }, owner) => {
      await owner.query("delete from embedding where organization_id = $1", [organization]);
      return {
        organization_id: organization,
        site_key: newId(),
        enabled: false,
        origins: [],
        kind: "request",
        anonymous: true,
        side: "right",
      };
    },
  },
  embedding_key: {
    key: ["id"],
    make: ({ organization }) => ({
      id: newId(),
      organization_id: organization,
      algorithm: "HS256",
      sealed: randomBytes(40),
      created_at: new Date(),
    }),
  },
  embedded_person: {
    key: ["organization_id", "subject"],
    make: async (world, owner) => ({
      organization_id: world.organization,
      subject: newId(),
      member_id: await person(world, owner),
    }),
  },
  assignment_person: {
    key: ["member_id"],
    make: async (world, owner) => ({
      member_id: await person(world, owner),
      organization_id: world.organization,
    }),
  },
  reach: {
    key: ["member_id", "server_id"],
    make: ({ organization, member }) => ({
      member_id: member,
      server_id: newId(),
      organization_id: organization,
      seen_at: new Date(),
    }),
  },
  desk_saved_views: {
    key: ["member_id"],
    make: async (world, owner) => ({
      member_id: await person(world, owner),
      organization_id: world.organization,
      views: "[]",
    }),
  },
  notification: {
    key: ["id"],
    make: async (world, owner) => ({
      id: newId(),
      organization_id: world.organization,
      member_id: await person(world, owner),
      type: "mention",
      conversation_id: world.conversation,
      created_at: new Date(),
    }),
  },
  notification_preference: {
    key: ["member_id", "type"],
    make: async (world, owner) => ({
      member_id: await person(world, owner),
      organization_id: world.organization,
      type: "status",
      wanted: false,
    }),
  },
  rating: {
    key: ["case_id"],
    make: async ({ organization, conversation, member }, owner) => {
      const { rows } = await owner.query<{ case_id: string }>(
        "select case_id from conversation where id = $1",
        [conversation],
      );
      // A case has one.
      await owner.query("delete from rating where case_id = $1", [rows[0]?.case_id]);
      return {
        case_id: rows[0]?.case_id,
        organization_id: organization,
        member_id: member,
        score: 5,
        rated_at: new Date(),
        changed_at: new Date(),
      };
    },
  },
  canned_reply: {
    key: ["id"],
    make: ({ organization, member }) => ({
      id: newId(),
      organization_id: organization,
      title: "Bonjour",
      text: "Bonjour {{client.prenom}}",
      edited_by: member,
      edited_at: new Date(),
    }),
  },
  draft: {
    key: ["member_id", "conversation_id"],
    make: async (world, owner) => ({
      member_id: await person(world, owner),
      conversation_id: world.conversation,
      organization_id: world.organization,
      text: "À moitié écrit",
    }),
  },
  search_message: {
    key: ["conversation_id", "number"],
    make: ({ organization }) => ({
      conversation_id: newId(),
      number: 1,
      organization_id: organization,
      block: Math.floor(Math.random() * 1_000_000),
      place: 0,
      words: "{batterie}",
    }),
  },
  search_posting: {
    key: ["organization_id", "word", "block"],
    make: ({ organization }) => ({
      organization_id: organization,
      word: newId(),
      block: 0,
      places: "{0}",
    }),
  },
  shared_item: {
    key: ["conversation_id", "category", "number", "place"],
    make: ({ organization }) => ({
      conversation_id: newId(),
      category: "link",
      number: 1,
      place: 0,
      organization_id: organization,
      link: "https://relais.example",
    }),
  },
  wanted_link: {
    key: ["conversation_id", "number"],
    make: ({ organization }) => ({
      conversation_id: newId(),
      number: 1,
      organization_id: organization,
      link: "https://relais.example",
      due_at: soon(),
    }),
  },
  position_share: {
    key: ["id"],
    make: ({ organization, conversation, member, signIn }) => ({
      id: newId(),
      organization_id: organization,
      conversation_id: conversation,
      member_id: member,
      sign_in_id: signIn,
      until: "1_hour",
      started_at: new Date(),
      ends_at: soon(),
      // A person has one live share of a conversation; the samples are many.
      ended_at: new Date(),
      ended_because: "stopped",
    }),
  },
  position_trace: {
    key: ["share_id", "number"],
    make: async (world, owner) => {
      const share = await samples.position_share.make(world, owner);
      await insertRow(owner, "position_share", share);
      return {
        share_id: share.id,
        number: 1,
        organization_id: world.organization,
        latitude: 12.64,
        longitude: -8,
        accuracy_m: 10,
        at: new Date(),
      };
    },
  },
  travel_habit: {
    key: ["organization_id"],
    make: async (world, owner) => {
      await owner.query("delete from travel_habit where organization_id = $1", [
        world.organization,
      ]);
      return { organization_id: world.organization, detour: 1.4, trips: 1 };
    },
  },
  guidance_session: {
    key: ["id"],
    make: async (world, owner) => ({
      id: newId(),
      organization_id: world.organization,
      conversation_id: world.conversation,
      number: await nextOf(owner, "guidance_session"),
      guide_id: await person(world, owner),
      guided_id: world.member,
      started_at: new Date(),
      ended_at: new Date(),
      ended_because: "solved",
    }),
  },
  guidance_step: {
    key: ["id"],
    make: async (world, owner) => {
      const session = await samples.guidance_session.make(world, owner);
      await insertRow(owner, "guidance_session", session);
      const number = await nextOf(owner, "guidance_step");
      return {
        id: newId(),
        organization_id: world.organization,
        session_id: session.id,
        conversation_id: world.conversation,
        number,
        message_number: number,
        instructed_by: session.guide_id,
        instructed_at: new Date(),
      };
    },
  },
  guidance_proof: {
    key: ["conversation_id", "message_number"],
    make: async (world, owner) => {
      const step = await samples.guidance_step.make(world, owner);
      await insertRow(owner, "guidance_step", step);
      return {
        conversation_id: world.conversation,
        message_number: step.message_number,
        organization_id: world.organization,
        step_id: step.id,
      };
    },
  },
  procedure: {
    key: ["id"],
    make: ({ organization }) => ({
      id: newId(),
      organization_id: organization,
      version: 1,
      created_at: new Date(),
    }),
  },
  procedure_version: {
    key: ["procedure_id", "number"],
    make: async (world, owner) => {
      const procedure = await samples.procedure.make(world, owner);
      await insertRow(owner, "procedure", procedure);
      return {
        procedure_id: procedure.id,
        number: 1,
        organization_id: world.organization,
        title: "Batterie à plat",
        description: "",
        variables: "[]",
        steps: "[]",
        written_by: await person(world, owner),
        written_at: new Date(),
      };
    },
  },
  procedure_picture: {
    key: ["id"],
    make: ({ organization }) => ({
      id: newId(),
      organization_id: organization,
      name: "cosse.jpg",
      type: "image/jpeg",
      bytes: 1,
      created_at: new Date(),
    }),
  },
  push_subscription: {
    key: ["id"],
    make: ({ organization, member, conversation }) => ({
      id: newId(),
      organization_id: organization,
      member_id: member,
      conversation_id: conversation,
      platform: "web",
      address_hash: randomBytes(32),
      sealed: randomBytes(32),
      created_at: new Date(),
    }),
  },
  push_delivery: {
    key: ["subscription_id", "topic"],
    make: async (world, owner) => {
      const device = await samples.push_subscription.make(world, owner);
      await insertRow(owner, "push_subscription", device);
      return {
        subscription_id: device.id,
        topic: newId(),
        organization_id: world.organization,
        member_id: world.member,
        type: "message",
        happened_at: new Date(),
        due_at: new Date(),
      };
    },
  },
  typing_indicator: {
    key: ["conversation_id", "member_id"],
    make: async (world, owner) => ({
      conversation_id: world.conversation,
      member_id: await person(world, owner),
      organization_id: world.organization,
      expires_at: soon(),
    }),
  },
  platform_secret: {
    key: ["name"],
    make: () => ({ name: newId(), value: randomBytes(32) }),
  },
  schema_migration: {
    key: ["name"],
    make: () => ({ name: newId(), checksum: "none" }),
  },
};

export async function insertRow(
  client: Pick<pg.Pool, "query">,
  table: TableName,
  row: Row,
): Promise<void> {
  const columns = Object.keys(row);
  const places = columns.map((_, index) => `$${index + 1}`);
  await client.query(
    `insert into ${table} (${columns.join(", ")}) values (${places.join(", ")})`,
    Object.values(row),
  );
}

/** An organization with one of everything that other rows hang on. */
export async function createWorld(database: TestDatabase): Promise<World> {
  const organization = await createOrganization(database);
  const { id: member, sign_in_id: signIn } = await createMember(database, organization, "customer");
  const hung = { organization, member, signIn, serviceCase: newId(), conversation: newId() };
  await insertRow(database.owner, "service_case", { ...caseRow(hung), id: hung.serviceCase });
  await insertRow(database.owner, "conversation", {
    id: hung.conversation,
    organization_id: organization,
    case_id: hung.serviceCase,
    created_at: new Date(),
  });
  return hung;
}
