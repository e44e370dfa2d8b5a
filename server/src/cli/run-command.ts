import { parseArgs } from "node:util";
import {
  type ConnectionTarget,
  type Core,
  createCore,
  createOrganization,
  listOrganizations,
  openRegistration,
  RefusedError,
  visitDatabase,
} from "@relais/core";
import { hintsIn } from "@relais/protocol";
import { ConfigError, readConfig } from "../config.ts";
import { createLog } from "../log/log.ts";

export type Terminal = { out(text: string): void; err(text: string): void };

const usage = `node server/src/cli.ts organization create --name <name> --kind <kind> --admin-email <address>
    [--admin-name <name>] [--language fr|en] [--time-zone Africa/Bamako]
  creates an organization and its first administrator; prints the password once
node server/src/cli.ts organization list
  lists all organizations
node server/src/cli.ts organization registration --slug <short name> --open yes|no
  says whether anybody may register there as a customer`;

/** Runs one command of the operator. Resolves with the exit status: 0 done, 1 refused, 2 not understood. */
export async function runCommand(
  words: readonly string[],
  environment: NodeJS.ProcessEnv,
  terminal: Terminal,
): Promise<number> {
  const command = words.slice(0, 2).join(" ");
  try {
    if (command === "organization create") {
      await onDatabase(environment, (core, target) =>
        create(core, target, words.slice(2), terminal),
      );
    } else if (command === "organization list") {
      await onDatabase(environment, (_core, target) => list(target, terminal));
    } else if (command === "organization registration") {
      await onDatabase(environment, (_core, target) =>
        letRegister(target, words.slice(2), terminal),
      );
    } else {
      terminal.err(usage);
      return 2;
    }
    return 0;
  } catch (error) {
    terminal.err(explain(error));
    return error instanceof TypeError ? 2 : 1;
  }
}

async function onDatabase(
  environment: NodeJS.ProcessEnv,
  work: (core: Core, target: ConnectionTarget) => Promise<void>,
): Promise<void> {
  const { databaseUrl, dataDirectory, logLevel } = readConfig(environment);
  const log = createLog(logLevel, process.stderr);
  await visitDatabase({ databaseUrl, dataDirectory, log }, async (target) => {
    const core = await createCore({ target, log, connections: 1 });
    try {
      await work(core, target);
    } finally {
      await core.close();
    }
  });
}

async function create(
  core: Core,
  target: ConnectionTarget,
  words: readonly string[],
  terminal: Terminal,
): Promise<void> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      name: { type: "string", default: "" },
      kind: { type: "string", default: "" },
      "admin-email": { type: "string", default: "" },
      "admin-name": { type: "string", default: "Administration" },
      language: { type: "string", default: "fr" },
      "time-zone": { type: "string", default: "Africa/Bamako" },
    },
  });
  const { id, slug, password } = await createOrganization(core, target, {
    name: values.name,
    kind: values.kind,
    admin_email: values["admin-email"],
    admin_name: values["admin-name"],
    language: values.language === "en" ? "en" : "fr",
    time_zone: values["time-zone"],
  });
  terminal.out(`Created ${values.name} (${slug}, ${id}).`);
  terminal.out(`${values["admin-email"]} signs in with the password ${password}`);
  terminal.out("It is shown this once and kept nowhere: pass it on, and have it changed.");
}

async function list(target: ConnectionTarget, terminal: Terminal): Promise<void> {
  for (const { id, name, slug, kinds, members } of await listOrganizations(target)) {
    terminal.out(`${id}  ${slug}  ${kinds.join(",")}  ${members} people  ${name}`);
  }
}

async function letRegister(
  target: ConnectionTarget,
  words: readonly string[],
  terminal: Terminal,
): Promise<void> {
  const { values } = parseArgs({
    args: [...words],
    options: { slug: { type: "string", default: "" }, open: { type: "string", default: "" } },
  });
  const { slug, open } = values;
  if (open !== "yes" && open !== "no") throw new TypeError("--open: yes or no");
  await openRegistration(target, { slug, open: open === "yes" });
  terminal.out(`${slug} ${open === "yes" ? "lets" : "does not let"} people register.`);
}

/** Sentences for what an operator can mend. */
function explain(error: unknown): string {
  if (error instanceof RefusedError) {
    const fields = Object.entries(hintsIn(error.details.fields ?? {}, "en"));
    const options = fields.map(([name, text]) => `--${name.replaceAll("_", "-")}: ${text}`);
    return [error.message, ...options].join("\n");
  }
  if (error instanceof ConfigError || error instanceof TypeError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const forOperators = error.name === "DatabaseError" || error.name === "DatabaseStartError";
  return forOperators ? error.message : (error.stack ?? error.message);
}
