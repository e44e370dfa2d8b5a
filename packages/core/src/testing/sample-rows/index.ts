import type { Database } from "../../database/generated/schema.ts";
import { newId } from "../../ids.ts";
import type { TestDatabase } from "../database.ts";
import { createMember, createOrganization } from "../people.ts";
import { casesSamples } from "./cases.ts";
import { conversationsSamples } from "./conversations.ts";
import { deskSamples } from "./desk.ts";
import { guidanceSamples } from "./guidance.ts";
import { peopleSamples } from "./people.ts";
import { platformSamples } from "./platform.ts";
import { caseRow, insertRow, type Sample, type World } from "./sample.ts";

export { insertRow, type Row, type World } from "./sample.ts";
export type TableName = Exclude<keyof Database, "schema_migration"> | "schema_migration";

/** How to make a row of every table. A table without an entry fails the matrix. */
export const samples: Record<TableName, Sample> = {
  ...peopleSamples,
  ...casesSamples,
  ...conversationsSamples,
  ...deskSamples,
  ...guidanceSamples,
  ...platformSamples,
};

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
