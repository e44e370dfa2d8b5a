import type pg from "pg";
import { newId } from "../../ids.ts";
import { caseRow, insertRow, nextSample, person, soon, type Sample } from "./sample.ts";

async function caseOf(conversation: string, owner: pg.Pool): Promise<string | undefined> {
  const { rows } = await owner.query<{ case_id: string }>(
    "select case_id from conversation where id = $1",
    [conversation],
  );
  return rows[0]?.case_id;
}

export const casesSamples = {
  service_case: { key: ["id"], make: caseRow },
  case_numbering: {
    key: ["organization_id", "kind"],
    make: ({ organization }) => ({ organization_id: organization, kind: newId(), last_number: 1 }),
  },
  timeline_entry: {
    key: ["id"],
    make: async ({ organization, conversation, member }, owner) => {
      return {
        case_id: await caseOf(conversation, owner),
        revision: nextSample(),
        place: 0,
        id: newId(),
        organization_id: organization,
        at: new Date(),
        actor_id: member,
        subject: "note",
      };
    },
  },
  case_proof: {
    key: ["id"],
    make: async ({ organization, conversation }, owner) => ({
      id: newId(),
      organization_id: organization,
      case_id: await caseOf(conversation, owner),
      revision: nextSample(),
      at: new Date(),
      received_by: "Mariam Koné",
      code: false,
    }),
  },
  case_code: {
    key: ["case_id"],
    make: async ({ organization, conversation }, owner) => {
      const case_id = await caseOf(conversation, owner);
      // A case has one.
      await owner.query("delete from case_code where case_id = $1", [case_id]);
      return { case_id, organization_id: organization, code: "4071" };
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
  rating: {
    key: ["case_id"],
    make: async ({ organization, conversation, member }, owner) => {
      const case_id = await caseOf(conversation, owner);
      // A case has one.
      await owner.query("delete from rating where case_id = $1", [case_id]);
      return {
        case_id,
        organization_id: organization,
        member_id: member,
        score: 5,
        rated_at: new Date(),
        changed_at: new Date(),
      };
    },
  },
  status_asked: {
    key: ["case_id", "member_id", "client_id"],
    make: async ({ organization, conversation, member }, owner) => {
      const { rows } = await owner.query<{ case_id: string }>(
        "select case_id from conversation where id = $1",
        [conversation],
      );
      return {
        case_id: rows[0]?.case_id,
        organization_id: organization,
        member_id: member,
        client_id: newId(),
        asked_hash: "hash",
        asked_at: new Date(),
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
      const serviceCase = caseRow(world);
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
} satisfies Record<string, Sample>;
