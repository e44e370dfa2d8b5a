import { isIP } from "node:net";
import { isAbsolute, join, resolve } from "node:path";
import { limits } from "@relais/protocol";
import {
  type AddressRule,
  isHost,
  isPort,
  readAddress,
  readHost,
  readOrigin,
  readOrigins,
  readPlaces,
  readPort,
} from "./config-addresses.ts";
import { ConfigError, type Environment, quote, readSwitch, valueOf } from "./config-values.ts";
import { readTiles, type Tiles } from "./config-tiles.ts";
import { type DialectName, dialectNames } from "./dialect-names.ts";
import { type PushConfig, readPush } from "./push/push-config.ts";
import { refuseUnwantedDemo } from "./unwanted-demo.ts";

export { ConfigError } from "./config-values.ts";

export type ObjectStore = {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

export type Clamd = { readonly host: string; readonly port: number } | { readonly path: string };

/** Everything that the operator decides. */
export type Config = {
  readonly port: number;
  readonly host: string;
  /** Absolute. */
  readonly dataDirectory: string;
  readonly demo: boolean;
  /** Whether the desks of the demonstration have had a day of work. */
  readonly demoDay: boolean;
  /** Whether somebody drives along a recorded trip in the demonstration. */
  readonly demoTrip: boolean;
  readonly production: boolean;
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  /** Where files go; undefined means the data directory. */
  readonly objectStore: ObjectStore | undefined;
  /** What looks at every file for malicious software; undefined: nothing does. */
  readonly clamd: Clamd | undefined;
  /** A router that knows the roads (OSRM's HTTP interface), without a slash at its end. */
  readonly osrmUrl: string | undefined;
  /** Undefined: the map that is built in. */
  readonly tiles: Tiles | undefined;
  /** Bytes of one file. */
  readonly fileMaxBytes: number;
  /** Files of one message. */
  readonly filesPerMessage: number;
  /** Whether the server looks at links in messages, and which `host:port` of its own network it may look at. */
  readonly linkPreviews: { readonly allowed: readonly string[] } | undefined;
  /** How devices are told things while nothing of ours is open on them; undefined: they are not. */
  readonly push: PushConfig | undefined;
  /** `host:port` of its own network that webhooks may be sent to. */
  readonly webhooksAllowed: readonly string[];
  /** Origin under which people reach this server, when it is not the one that they see in `Host`. */
  readonly publicUrl: string | undefined;
  /** Origins of front ends that are served elsewhere and may call us. */
  readonly frontendUrls: readonly string[];
  /** Messages of one person, on average. */
  readonly messagesPerSecond: number;
  /** How many days a customer's link still holds after its case has ended. */
  readonly linkDays: number;
  /** A Firebase database that the tree of the delivery API is mirrored into. */
  readonly firebase: { readonly databaseUrl: string; readonly credentialsPath: string } | undefined;
  /** The documented APIs that are served beside our own. */
  readonly dialects: readonly DialectName[];
  /** What whoever reads the metrics has to bring; undefined: only this machine may. */
  readonly metricsToken: string | undefined;
  readonly logLevel: LogLevel;
};

export const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

/** Ours; a misspelt one would be a setting that silently does nothing. */
const ownNames = new Set([
  "RELAIS_DATA_DIR",
  "RELAIS_DEMO",
  "RELAIS_DIALECTS",
  "RELAIS_DEMO_DAY",
  "RELAIS_DEMO_TRIP",
  "RELAIS_FILE_MAX_MB",
  "RELAIS_FILES_PER_MESSAGE",
  "RELAIS_LINK_PREVIEWS",
  "RELAIS_LINK_PREVIEWS_ALLOW",
  "RELAIS_LINK_DAYS",
  "RELAIS_MESSAGES_PER_SECOND",
  "RELAIS_METRICS_TOKEN",
  "RELAIS_PUSH",
  "RELAIS_PUSH_ALLOW",
  "RELAIS_WEBHOOKS_ALLOW",
]);

const web = { protocols: ["https:", "http:"], path: /^\//, user: false, query: false };

const addresses = {
  // The driver takes its own words from the query: `host`, `sslmode`, `application_name`.
  database: {
    protocols: ["postgres:", "postgresql:"],
    path: /^\/[^/]+$/,
    user: true,
    query: true,
    example: "postgres://user:password@host:5432/relais",
  },
  redis: {
    protocols: ["redis:", "rediss:"],
    path: /^(?:\/\d{0,5})?$/,
    user: true,
    query: false,
    example: "redis://host:6379",
  },
  osrm: { ...web, example: "http://osrm.example.org:5000" },
  // An emulator's address names its project in the query.
  firebase: { ...web, path: /^\/$/, query: true, example: "https://your-project.firebaseio.com" },
  s3: { ...web, example: "https://s3.example.org" },
} satisfies Record<string, AddressRule>;

/** The one reader of the environment. Throws ConfigError for the first wrong value. */
export function readConfig(environment: Environment, folder = process.cwd()): Config {
  refuseUnknown(environment);
  const production = readProduction(environment);
  const demo = readSwitch(environment, "RELAIS_DEMO") ?? !production;
  return {
    port: readPort(environment, "PORT", 3000),
    // In a demonstration everybody knows the passwords, so only this machine may come unless the
    // operator opens the door by name. Without demo accounts we are behind a proxy or in a container.
    host: readHost(environment) ?? (demo ? "127.0.0.1" : "0.0.0.0"),
    dataDirectory: readDataDirectory(environment, folder),
    demo,
    demoDay: readDemoPart(environment, demo, "RELAIS_DEMO_DAY"),
    demoTrip: readDemoPart(environment, demo, "RELAIS_DEMO_TRIP"),
    production,
    databaseUrl: readAddress(environment, "DATABASE_URL", addresses.database),
    redisUrl: readAddress(environment, "REDIS_URL", addresses.redis),
    objectStore: readObjectStore(environment),
    clamd: readClamd(environment),
    osrmUrl: readAddress(environment, "OSRM_URL", addresses.osrm)?.replace(/\/+$/, ""),
    tiles: readTiles(environment, folder),
    fileMaxBytes: readCount(environment, "RELAIS_FILE_MAX_MB", 25, 200) * 1_000_000,
    filesPerMessage: readCount(environment, "RELAIS_FILES_PER_MESSAGE", 10, limits.filesPerMessage),
    linkPreviews: readLinkPreviews(environment),
    push: readPush(environment),
    webhooksAllowed: readPlaces(environment, "RELAIS_WEBHOOKS_ALLOW", "erp.example.org:443"),
    publicUrl: refuseUnwantedDemo(
      environment,
      readOrigin(environment, "PUBLIC_URL", "https://relais.example.org"),
      demo,
    ),
    frontendUrls: readOrigins(environment, "FRONTEND_URL", "https://app.example.org"),
    linkDays: readCount(environment, "RELAIS_LINK_DAYS", 30, 3_650),
    messagesPerSecond: readMessagesPerSecond(environment),
    firebase: readFirebase(environment, folder),
    dialects: readDialects(environment),
    metricsToken: readMetricsToken(environment),
    // A terminal wants to read the address and be left alone; a log collector wants the milestones.
    logLevel: readLogLevel(environment) ?? (production ? "info" : "warn"),
  };
}

function readFirebase(environment: Environment, folder: string): Config["firebase"] {
  const names = ["FIREBASE_DATABASE_URL", "FIREBASE_CREDENTIALS_PATH"] as const;
  const databaseUrl = readAddress(environment, names[0], addresses.firebase);
  const path = valueOf(environment, names[1]);
  if (databaseUrl === undefined && path === undefined) return undefined;
  if (databaseUrl === undefined || path === undefined) {
    const [given, lacking] = databaseUrl === undefined ? [names[1], names[0]] : names;
    throw new ConfigError(`${given} is set and ${lacking} is not: set both, or neither.`);
  }
  return { databaseUrl, credentialsPath: resolve(folder, path) };
}

/**
 * Not `production` means a demonstration, whose passwords everybody knows: whoever wrote `prod` must not get one. With
 * RELAIS_DEMO it has been said.
 */
function readProduction(environment: Environment): boolean {
  const value = valueOf(environment, "NODE_ENV");
  const known = value === undefined || ["production", "development", "test"].includes(value);
  if (known || valueOf(environment, "RELAIS_DEMO") !== undefined) return value === "production";
  throw new ConfigError(
    `NODE_ENV is ${quote(value)}: put production to serve people, or remove it for the demonstration.`,
  );
}

function refuseUnknown(environment: Environment): void {
  for (const name of Object.keys(environment)) {
    // RELAIS_RUN_* is how our launcher speaks to itself.
    if (!name.startsWith("RELAIS_") || name.startsWith("RELAIS_RUN_") || ownNames.has(name))
      continue;
    throw new ConfigError(
      `${name} is not a setting of Relais: remove it, or use one of ${[...ownNames].join(", ")}.`,
    );
  }
}

/** A shell would have replaced `~`; a file of settings has no shell, and a folder of that name would hold everything. */
function readDataDirectory(environment: Environment, folder: string): string {
  const value = valueOf(environment, "RELAIS_DATA_DIR") ?? join(".", "data");
  const isFolder = !value.startsWith("~") && !value.includes("://") && !value.includes("\0");
  if (isFolder) return resolve(folder, value);
  throw new ConfigError(
    `RELAIS_DATA_DIR is ${quote(value)}: put the path of a folder, such as /var/lib/relais.`,
  );
}

function readDemoPart(environment: Environment, demo: boolean, name: string): boolean {
  const wanted = readSwitch(environment, name) ?? demo;
  if (!wanted || demo) return wanted;
  throw new ConfigError(
    `${name} is on without a demonstration: put RELAIS_DEMO to 1 as well, or remove it.`,
  );
}

function readMessagesPerSecond(environment: Environment): number {
  const name = "RELAIS_MESSAGES_PER_SECOND";
  const value = valueOf(environment, name) ?? String(limits.messagesPerSecond);
  const rate = Number(value);
  if (/^\d{1,4}$/.test(value) && rate >= 1 && rate <= 1_000) return rate;
  throw new ConfigError(`${name} is ${quote(value)}: put a whole number from 1 to 1000.`);
}

/** All of them unless some are named; `none` is none. */
function readDialects(environment: Environment): DialectName[] {
  const value = valueOf(environment, "RELAIS_DIALECTS") ?? "all";
  if (value === "all") return [...dialectNames];
  if (value === "none") return [];
  const wanted = value.split(",").map((one) => one.trim());
  const unknown = wanted.find((one) => !dialectNames.some((name) => name === one));
  if (unknown === undefined) return dialectNames.filter((one) => wanted.includes(one));
  throw new ConfigError(
    `RELAIS_DIALECTS names ${quote(unknown)}: put all, none, or some of ${dialectNames.join(", ")}, separated by commas.`,
  );
}

/** Long enough not to be guessed, and of signs that a header carries. It is a secret, so the sentence does not repeat it. */
function readMetricsToken(environment: Environment): string | undefined {
  const value = valueOf(environment, "RELAIS_METRICS_TOKEN");
  if (value === undefined || /^[\w.~+/=-]{16,200}$/.test(value)) return value;
  throw new ConfigError(
    "RELAIS_METRICS_TOKEN is not usable: put 16 to 200 letters and digits, such as `openssl rand -hex 24` gives.",
  );
}

function readLogLevel(environment: Environment): LogLevel | undefined {
  const value = valueOf(environment, "LOG_LEVEL");
  if (value === undefined) return undefined;
  const level = logLevels.find((one) => one === value.toLowerCase());
  if (level !== undefined) return level;
  throw new ConfigError(`LOG_LEVEL is ${quote(value)}: put one of ${logLevels.join(", ")}.`);
}

const objectStoreNames = [
  "S3_ENDPOINT",
  "S3_BUCKET",
  "S3_ACCESS_KEY_ID",
  "S3_SECRET_ACCESS_KEY",
] as const;

function readObjectStore(environment: Environment): ObjectStore | undefined {
  const given = objectStoreNames.filter((name) => valueOf(environment, name) !== undefined);
  const region = valueOf(environment, "S3_REGION");
  if (given.length === 0 && region === undefined) return undefined;
  const missing = objectStoreNames.find((name) => !given.includes(name));
  if (missing !== undefined) {
    throw new ConfigError(
      `${missing} is missing: put all of ${objectStoreNames.join(", ")} to keep files in an S3 store, or none of them.`,
    );
  }
  const [endpoint = "", bucket = "", accessKeyId = "", secretAccessKey = ""] = objectStoreNames.map(
    (name) => valueOf(environment, name),
  );
  readAddress(environment, "S3_ENDPOINT", addresses.s3);
  if (!isBucket(bucket)) {
    throw new ConfigError(
      `S3_BUCKET is ${quote(bucket)}: put the bucket's name, 3 to 63 small letters, digits, dots and hyphens.`,
    );
  }
  if (region !== undefined && !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(region)) {
    throw new ConfigError(`S3_REGION is ${quote(region)}: put a region such as eu-west-3.`);
  }
  return { endpoint, bucket, region: region ?? "us-east-1", accessKeyId, secretAccessKey };
}

/** Amazon's rules, which others follow: a name must fit into a host name and be no address. */
function isBucket(name: string): boolean {
  return /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && isHost(name) && isIP(name) === 0;
}

function readCount(environment: Environment, name: string, usual: number, most: number): number {
  const value = valueOf(environment, name);
  if (value === undefined) return usual;
  const count = Number(value);
  if (/^\d{1,4}$/.test(value) && count >= 1 && count <= most) return count;
  throw new ConfigError(`${name} is ${quote(value)}: put a whole number from 1 to ${most}.`);
}

/** On unless switched off. Whatever lies in our own network is looked at only when the operator names it. */
function readLinkPreviews(environment: Environment): Config["linkPreviews"] {
  const on = readSwitch(environment, "RELAIS_LINK_PREVIEWS") ?? true;
  const allowed = readPlaces(environment, "RELAIS_LINK_PREVIEWS_ALLOW", "wiki.example.org:443");
  return on ? { allowed } : undefined;
}

/** By its socket, or by host and port (3310, as usual, when only the host is given). */
function readClamd(environment: Environment): Clamd | undefined {
  const path = valueOf(environment, "CLAMD_SOCKET");
  const host = valueOf(environment, "CLAMD_HOST");
  const port = valueOf(environment, "CLAMD_PORT");
  if (path !== undefined) {
    if (isAbsolute(path) && host === undefined && port === undefined) return { path };
    throw new ConfigError(
      "CLAMD_SOCKET is not usable: put the whole path of clamd's socket, without CLAMD_HOST and CLAMD_PORT.",
    );
  }
  if (host === undefined && port === undefined) return undefined;
  if (host === undefined || !isHost(host)) {
    throw new ConfigError(
      "CLAMD_HOST is missing or no address: put the machine where clamd listens.",
    );
  }
  if (isPort(port ?? "3310")) return { host, port: Number(port ?? "3310") };
  throw new ConfigError("CLAMD_PORT is not a port: put a whole number from 1 to 65535.");
}

/** For addresses that leave this server without anybody having asked for it by one. */
export const originFor = ({
  publicUrl,
  host,
  port,
}: Pick<Config, "publicUrl" | "host" | "port">): string =>
  publicUrl ?? `http://${host === "0.0.0.0" ? "127.0.0.1" : host}:${port}`;
