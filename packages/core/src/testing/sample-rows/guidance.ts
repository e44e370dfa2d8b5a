import { newId } from "../../ids.ts";
import { insertRow, nextOf, person, type Sample } from "./sample.ts";

const guidanceSession: Sample = {
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
};

const guidanceStep: Sample = {
  key: ["id"],
  make: async (world, owner) => {
    const session = await guidanceSession.make(world, owner);
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
};

const aProcedure: Sample = {
  key: ["id"],
  make: ({ organization }) => ({
    id: newId(),
    organization_id: organization,
    version: 1,
    created_at: new Date(),
  }),
};

export const guidanceSamples = {
  guidance_session: guidanceSession,
  guidance_step: guidanceStep,
  guidance_proof: {
    key: ["conversation_id", "message_number"],
    make: async (world, owner) => {
      const step = await guidanceStep.make(world, owner);
      await insertRow(owner, "guidance_step", step);
      return {
        conversation_id: world.conversation,
        message_number: step.message_number,
        organization_id: world.organization,
        step_id: step.id,
      };
    },
  },
  procedure: aProcedure,
  procedure_version: {
    key: ["procedure_id", "number"],
    make: async (world, owner) => {
      const procedure = await aProcedure.make(world, owner);
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
} satisfies Record<string, Sample>;
