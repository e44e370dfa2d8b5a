import { parseArgs } from "node:util";
import {
  createCore,
  createOrganization,
  listOrganizations,
  openRegistration,
  RefusedError,
  suspendOrganization,
  visitDatabase,
} from "@relais/core";
import { hintsIn } from "@relais/protocol";
import { ConfigError, originFor, readConfig } from "../config.ts";
import { createLog } from "../log/log.ts";
import { createKey, listKeys, revokeKey } from "./keys.ts";
import type { Means, Terminal } from "./means.ts";

const usage = `npm run organization -- create --name <name> --kind <kind> --admin-email <address>
    [--admin-name <name>] [--language fr|en] [--time-zone Africa/Bamako] [--with-password]
  creates an organization and invites its first administrator; prints the invitation's link once, and mails nothing.
  With --with-password: makes the account at once and prints its password instead
npm run organization -- list
  lists all organizations
npm run organization -- suspend --slug <short name>
  shuts an organization out on every server, within two seconds: its people, its customers' links, its reactions
npm run organization -- resume --slug <short name>
  lets it go on where it was; nobody has to sign in anew
npm run organization -- registration --slug <short name> --open yes|no
  says whether anybody may register there as a customer
npm run organization -- keys --slug <short name>
  lists its API keys
npm run organization -- key --slug <short name> --name <program> [--role agent|manager|admin] [--days <number>]
  gives a program of its own an API key, printed this once; the role is agent unless said otherwise
npm run organization -- revoke-key --slug <short name> --id <key>
  ends an API key`;

type Command = (means: Means, words: readonly string[], terminal: Terminal) => Promise<void>;

const commands: Readonly<Record<string, Command>> = {
  "organization create": create,
  "organization list": list,
  "organization suspend": (means, words, terminal) => suspend(means, words, terminal, true),
  "organization resume": (means, words, terminal) => suspend(means, words, terminal, false),
  "organization registration": letRegister,
  "organization keys": listKeys,
  "organization key": createKey,
  "organization revoke-key": revokeKey,
};

/** Runs one command of the operator. Resolves with the exit status: 0 done, 1 refused, 2 not understood. */
export async function runCommand(
  words: readonly string[],
  environment: NodeJS.ProcessEnv,
  terminal: Terminal,
): Promise<number> {
  const name = words.slice(0, 2).join(" ");
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined || words.includes("--help")) {
    terminal.err(usage);
    return 2;
  }
  try {
    await onDatabase(environment, (means) => command(means, words.slice(2), terminal));
    return 0;
  } catch (error) {
    terminal.err(explain(error));
    return error instanceof TypeError ? 2 : 1;
  }
}

async function onDatabase(
  environment: NodeJS.ProcessEnv,
  work: (means: Means) => Promise<void>,
): Promise<void> {
  const config = readConfig(environment);
  const { databaseUrl, dataDirectory, logLevel } = config;
  const log = createLog(logLevel, process.stderr);
  await visitDatabase({ databaseUrl, dataDirectory, log }, async (target) => {
    const core = await createCore({ target, log, connections: 1 });
    try {
      await work({ core, target, origin: originFor(config) });
    } finally {
      await core.close();
    }
  });
}

async function create(
  { core, target, origin }: Means,
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
      "with-password": { type: "boolean", default: false },
    },
  });
  const wanted = {
    name: values.name,
    kind: values.kind,
    admin_email: values["admin-email"],
    admin_name: values["admin-name"],
    language: values.language === "en" ? "en" : "fr",
    time_zone: values["time-zone"],
  } as const;
  const made = await createOrganization(core, target, wanted, values["with-password"]);
  const { id, slug, entrance } = made;
  terminal.out(`Created ${values.name} (${slug}, ${id}).`);
  if ("password" in entrance) {
    terminal.out(`${values["admin-email"]} signs in with the password ${entrance.password}`);
    terminal.out("It is shown this once and kept nowhere: pass it on, and have it changed.");
    return;
  }
  terminal.out(`${values["admin-email"]} comes in by ${origin}${entrance.path}`);
  terminal.out(
    "The link works once, within 7 days. It is shown this once and kept nowhere: pass it on.",
  );
}

async function list({ target }: Means, _words: unknown, terminal: Terminal): Promise<void> {
  for (const organization of await listOrganizations(target)) {
    const { id, name, slug, kinds, members, suspended_at } = organization;
    const since = suspended_at === null ? "" : `  (suspended since ${suspended_at.toISOString()})`;
    terminal.out(`${id}  ${slug}  ${kinds.join(",")}  ${members} people  ${name}${since}`);
  }
}

async function suspend(
  { target }: Means,
  words: readonly string[],
  terminal: Terminal,
  suspended: boolean,
): Promise<void> {
  const { slug } = parseArgs({
    args: [...words],
    options: { slug: { type: "string", default: "" } },
  }).values;
  const changed = await suspendOrganization(target, { slug, suspended });
  const stands = suspended ? "is suspended" : "is at work";
  const news = changed ? "Servers that run follow within two seconds." : "It was so already.";
  terminal.out(`${slug} ${stands}. ${news}`);
}

async function letRegister(
  { target }: Means,
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
