import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { AccessTokens } from "./access/access-tokens.ts";
import { type Accounts, createAccounts } from "./access/accounts.ts";
import { SignInChecker } from "./access/check-sign-in.ts";
import { loadSigningSecret } from "./access/signing-secret.ts";
import { roleSettings } from "./conversation/policy.ts";
import { Rosters } from "./conversation/rosters.ts";
import { type ConnectionTarget, type RoleSettings, runtimeConfig } from "./database/connection.ts";
import { loadEpoch } from "./database/epoch.ts";
import type { Database } from "./database/generated/schema.ts";
import { kyselyPool } from "./database/kysely-pool.ts";
import { PreparedCalls } from "./database/prepared-calls.ts";
import { Lanes, lanesFor } from "./file/lanes.ts";
import type { FileMeans } from "./file/means.ts";
import { SignedAddresses } from "./file/signed-address.ts";
import { CatchUpReader } from "./journal/catch-up-reader.ts";
import { Feed } from "./journal/feed.ts";
import { Heads } from "./journal/heads.ts";
import { Turns } from "./journal/turns.ts";
import { BatchWriter, writerLanes } from "./journal/writer/writer.ts";
import { type KindRegistry, kinds as declared } from "./kinds/registry.ts";
import type { ReadLink } from "./link/means.ts";
import { WantedLinks } from "./link/wanted-links.ts";
import type { Log } from "./log.ts";
import { NoticeNews } from "./notification/notice-news.ts";
import { CounterNews } from "./notification/counter-news.ts";
import { PositionFeed } from "./position/position-news.ts";
import { type Router, Routes } from "./position/routes.ts";
import type { PushMeans } from "./push/means.ts";
import { Suspensions } from "./organization/suspensions.ts";
import { PushNews } from "./push/push-news.ts";
import { KnownReceipts } from "./receipt/known-receipts.ts";
import { Searches } from "./search/searches.ts";
import { Vault } from "./vault.ts";
import type { WebhookMeans } from "./webhook/means.ts";
import { WebhookNews } from "./webhook/webhook-news.ts";

/** The journal as this process works with it. */
export type Journal = {
  /** Which life of the journal this is: another one once a backup was put back. */
  readonly epoch: string;
  readonly feed: Feed;
  readonly writer: BatchWriter;
  readonly heads: Heads;
  readonly reader: CatchUpReader;
  /** For commands whose order within a conversation matters. */
  readonly turns: Turns;
  publish: Feed["publish"];
};

/** What every command works with. One a process; nothing in core is global. */
export type Core = {
  readonly db: Kysely<Database>;
  /** For the statements of the hot path. */
  readonly pool: pg.Pool;
  readonly journal: Journal;
  readonly rosters: Rosters;
  readonly receipts: KnownReceipts;
  readonly kinds: KindRegistry;
  readonly accounts: Accounts;
  readonly accessTokens: AccessTokens;
  readonly signIns: SignInChecker;
  readonly suspensions: Suspensions;
  /** What the notification counter has just written, for live pushing. */
  readonly counters: CounterNews;
  /** Who searches, so that what is looked into is up to date. */
  readonly searches: Searches;
  /** Notifications that were just written, for live pushing. */
  readonly notices: NoticeNews;
  /** Where files go, and what the operator allows. */
  readonly files: FileMeans;
  readonly addresses: SignedAddresses;
  /** Encrypts what the database keeps and must not tell. */
  readonly vault: Vault;
  /** How devices are reached while nothing of ours is open on them. Undefined: they are not. */
  readonly push: PushMeans | undefined;
  readonly pushes: PushNews;
  /** What programs of organizations are told, and how. */
  readonly webhooks: WebhookNews;
  /** Files that are looked at: a picture unfolds into much memory, and the others must still be answered. */
  readonly fileLanes: Lanes;
  /** Which links are to be looked at, and how. */
  readonly links: WantedLinks;
  /** News of positions, and how they fared. */
  readonly positions: PositionFeed;
  /** The rest of the way of those who share, by roads. */
  readonly routes: Routes;
  /** How long a customer's link still holds after its case has ended. */
  readonly linkDays: number;
  readonly now: () => Date;
  readonly log: Log;
  /** Answers what is under way, then lets go of the database. */
  close(): Promise<void>;
};

const noStore = () => Promise.reject(new Error("this process has no place for files"));
const noFiles: FileMeans = {
  store: {
    put: noStore,
    read: noStore,
    remove: noStore,
    removeFolder: noStore,
    removeDrafts: noStore,
  },
  scan: undefined,
  maxBytes: 0,
  perMessage: 0,
};

export type CoreOptions = {
  target: ConnectionTarget;
  log: Log;
  /** Without it nobody can bring a file: tools and tests that have none. */
  files?: FileMeans;
  /** Kinds of cases other than the declared ones, for tests. */
  kinds?: KindRegistry;
  /** Without it arrival times come from the trips themselves. */
  router?: Router | undefined;
  /** Without it links have no previews. */
  readLink?: ReadLink | undefined;
  /** Without it devices are told nothing. */
  push?: PushMeans | undefined;
  /** Without it webhooks are told nothing. */
  webhooks?: WebhookMeans | undefined;
  /** How long a customer's link still holds after its case has ended; 30 unless said otherwise. */
  linkDays?: number;
  now?: () => Date;
  /** Connections for commands and reads; the writer has its own. */
  connections?: number;
};

export async function createCore(options: CoreOptions): Promise<Core> {
  const { target, log, files = noFiles, kinds = declared, router } = options;
  const { now = () => new Date(), connections = 10, linkDays = 30 } = options;
  const signingSecret = await loadSigningSecret(target);
  const epoch = await loadEpoch(target);
  const roles = roleSettings(kinds);
  const pool = openPool({ target, roles, log }, "relais", connections);
  const writerPool = openPool({ target, roles, log }, "relais-writer", writerLanes);
  // Each lane keeps one of these for the statement that most batches are, and looks to its time itself.
  const lanesPool = openPool({ target, roles, log }, "relais-writer", writerLanes, 0);
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: kyselyPool(pool) }) });
  const fileLanes = new Lanes(lanesFor());
  const feed = new Feed();
  const heads = new Heads(writerPool);
  const calls = new PreparedCalls(lanesPool);
  const writer = new BatchWriter({ calls, pool: writerPool, heads, feed, now, log });
  const rosters = new Rosters(pool);
  const receipts = new KnownReceipts();
  const routes = new Routes(router, now);
  // Caches hear of a change before anyone who might act on it.
  feed.listen((entries) => {
    rosters.hear(entries);
    heads.hear(entries);
    receipts.hear(entries);
    routes.hear(entries);
  });
  return {
    db,
    pool,
    journal: {
      epoch,
      feed,
      writer,
      heads,
      reader: new CatchUpReader(pool),
      turns: new Turns(),
      publish: (entries) => feed.publish(entries),
    },
    rosters,
    receipts,
    kinds,
    accounts: createAccounts(signingSecret),
    accessTokens: new AccessTokens(signingSecret, now),
    signIns: new SignInChecker(pool),
    suspensions: new Suspensions(pool),
    counters: new CounterNews(),
    searches: new Searches(),
    notices: new NoticeNews(),
    files,
    addresses: new SignedAddresses(signingSecret, now),
    vault: new Vault(signingSecret),
    push: options.push,
    pushes: new PushNews(),
    webhooks: new WebhookNews(options.webhooks),
    fileLanes,
    links: new WantedLinks(options.readLink),
    positions: new PositionFeed(),
    routes,
    linkDays,
    now,
    log,
    async close() {
      // Whoever sent a file may be gone while it is looked at: no request waits for that.
      await fileLanes.close(longestLookMs);
      await writer.drained();
      // Ends the pool too, unless nothing was ever asked through it.
      await db.destroy();
      if (!pool.ending) await pool.end();
      calls.close();
      await lanesPool.end();
      await writerPool.end();
    },
  };
}

/** A photo is looked at in a second or two. What takes longer is looked at again when it is asked for again. */
const longestLookMs = 2_000;

/** A database that went silent must not hold the writer, or a caller, for ever. */
const longestQueryMs = 30_000;

function openPool(
  { target, roles, log }: Pick<CoreOptions, "target" | "log"> & { readonly roles: RoleSettings },
  name: string,
  max: number,
  longestMs = longestQueryMs,
): pg.Pool {
  const pool = new pg.Pool({
    ...runtimeConfig(target, name, roles),
    max,
    connectionTimeoutMillis: 10_000,
    // A new connection plans every statement anew.
    idleTimeoutMillis: 300_000,
    query_timeout: longestMs,
    keepAlive: true,
  });
  // Whoever has borrowed a connection that breaks hears of it by their query. Without a listener of its own the
  // same error would end the process.
  pool.on("connect", (client) => client.on("error", () => {}));
  // An idle connection that breaks is replaced at the next use. While the pool is being closed the
  // database may be quicker: that is no news.
  pool.on("error", (error) => {
    if (!pool.ending) log.warn({ err: error }, "A database connection broke.");
  });
  return pool;
}
