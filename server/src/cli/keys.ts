import { parseArgs } from "node:util";
import {
  createKeyFor,
  findOrganization,
  listKeysOf,
  RefusedError,
  revokeKeyFor,
} from "@relais/core";
import { id as anyId, newApiKeyBody, oneOf, serviceRoles } from "@relais/protocol";
import type { Means, Terminal } from "./means.ts";

type Words = readonly string[];

export async function createKey(
  { core, target }: Means,
  words: Words,
  terminal: Terminal,
): Promise<void> {
  const { slug, name, role, days } = parseArgs({
    args: [...words],
    options: {
      slug: { type: "string", default: "" },
      name: { type: "string", default: "" },
      role: { type: "string", default: "agent" },
      days: { type: "string" },
    },
  }).values;
  const wanted = newApiKeyBody.safeParse({
    name,
    role,
    ...(days !== undefined && { days: Number(days) }),
  });
  if (!wanted.success) throw wrong(String(wanted.error.issues[0]?.path[0]));
  const author = { organization_id: await findOrganization(target, slug), id: null };
  const { secret, key } = await createKeyFor(core, author, wanted.data);
  terminal.out(`${key.name} calls with the API key ${secret}`);
  terminal.out(
    "It is shown this once and kept nowhere: put it where that program keeps its secrets.",
  );
}

const wrong = (field: string): Error => {
  if (field !== "role") return new TypeError(`--${field}: ${hints[field] ?? "is wrong"}`);
  return new RefusedError("invalid_body", { fields: { role: oneOf(serviceRoles) } });
};
const hints: Readonly<Record<string, string>> = {
  name: "what the program is called, in 60 characters at most",
  days: "for how many days the key holds, from 1 to 3650",
};

export async function listKeys(
  { core, target }: Means,
  words: Words,
  terminal: Terminal,
): Promise<void> {
  const { slug } = parseArgs({
    args: [...words],
    options: { slug: { type: "string", default: "" } },
  }).values;
  const { keys } = await listKeysOf(core, await findOrganization(target, slug));
  for (const { id, name, role, hint, state, last_used_at } of keys) {
    const used = last_used_at === null ? "never used" : `last used ${last_used_at}`;
    terminal.out(`${id}  …${hint}  ${state}  ${role}  ${name}  (${used})`);
  }
}

export async function revokeKey(
  { core, target }: Means,
  words: Words,
  terminal: Terminal,
): Promise<void> {
  const { slug, id } = parseArgs({
    args: [...words],
    options: { slug: { type: "string", default: "" }, id: { type: "string", default: "" } },
  }).values;
  if (!anyId.safeParse(id).success) throw new TypeError("--id: as the list of keys has it");
  const author = { organization_id: await findOrganization(target, slug), id: null };
  const { name, hint } = await revokeKeyFor(core, author, id);
  terminal.out(`The API key …${hint} of ${name} is revoked.`);
  // Another process: servers hear of it as they ask again.
  terminal.out("Servers that run refuse its calls within a minute, and end its sockets within 16.");
}
