import { newId } from "../../ids.ts";
import { caseRow, insertRow, nextSample, person, soon, type Sample } from "./sample.ts";

const positionShare: Sample = {
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
};

export const conversationsSamples = {
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
  former_participant: {
    key: ["conversation_id", "member_id"],
    make: async (world, owner) => ({
      conversation_id: world.conversation,
      member_id: await person(world, owner),
      organization_id: world.organization,
      left_seq: nextSample(),
      delivered_number: 2,
      read_number: 1,
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
    make: (world) => ({
      conversation_id: world.conversation,
      number: nextSample(),
      organization_id: world.organization,
      case_id: world.serviceCase,
    }),
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
  loose_file: {
    key: ["id"],
    make: ({ organization }) => ({
      id: newId(),
      organization_id: organization,
      since: new Date(),
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
  typing_indicator: {
    key: ["conversation_id", "member_id"],
    make: async (world, owner) => ({
      conversation_id: world.conversation,
      member_id: await person(world, owner),
      organization_id: world.organization,
      expires_at: soon(),
    }),
  },
  position_share: positionShare,
  position_trace: {
    key: ["share_id", "number"],
    make: async (world, owner) => {
      const share = await positionShare.make(world, owner);
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
} satisfies Record<string, Sample>;
