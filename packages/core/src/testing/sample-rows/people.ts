import { randomBytes } from "node:crypto";
import { newId } from "../../ids.ts";
import { insertRow, person, soon, type Sample } from "./sample.ts";

const pushSubscription: Sample = {
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
};

const webhook: Sample = {
  key: ["id"],
  make: ({ organization, member }) => ({
    id: newId(),
    organization_id: organization,
    name: "ERP",
    url: "https://erp.example/relais",
    events: ["case.opened"],
    internal: false,
    listens_after: "0",
    sealed: randomBytes(32),
    created_by: member,
    created_at: new Date(),
  }),
};

export const peopleSamples = {
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
  api_key: {
    key: ["id"],
    make: ({ organization, member, signIn }) => ({
      id: newId(),
      organization_id: organization,
      member_id: member,
      sign_in_id: signIn,
      secret_hash: randomBytes(32),
      hint: "wXyZ",
      created_by: member,
      created_at: new Date(),
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
  notification_preference: {
    key: ["member_id", "type"],
    make: async (world, owner) => ({
      member_id: await person(world, owner),
      organization_id: world.organization,
      type: "status",
      wanted: false,
    }),
  },
  push_subscription: pushSubscription,
  push_delivery: {
    key: ["subscription_id", "topic"],
    make: async (world, owner) => {
      const device = await pushSubscription.make(world, owner);
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
  webhook,
  webhook_delivery: {
    key: ["id"],
    make: async (world, owner) => {
      const receiver = await webhook.make(world, owner);
      await insertRow(owner, "webhook", receiver);
      return {
        id: newId(),
        webhook_id: receiver.id,
        organization_id: world.organization,
        type: "case.opened",
        happened_at: new Date(),
      };
    },
  },
} satisfies Record<string, Sample>;
