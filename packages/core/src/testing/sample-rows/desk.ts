import { newId } from "../../ids.ts";
import { person, type Sample } from "./sample.ts";

export const deskSamples = {
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
} satisfies Record<string, Sample>;
