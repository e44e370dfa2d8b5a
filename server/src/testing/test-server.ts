import { type ConnectionTarget, suspendOrganization } from "@relais/core";
import { startTestDatabase, type TestDatabase } from "@relais/core/testing";
import type { CaseView, Refusal, SignedIn } from "@relais/protocol";
import { type Config, readConfig } from "../config.ts";
import { createLog } from "../log/log.ts";
import { type RunningServer, start } from "../start.ts";

export type Answer<Body = unknown> = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text as JSON; undefined when there is none. */
  readonly body: Body;
};

type Owner = TestDatabase["owner"];

export type Call = {
  method?: string;
  /** Sent as JSON; a string is sent as it stands. */
  body?: unknown;
  token?: string;
  headers?: Record<string, string>;
};

/** The demo cast by first name, for short tests. */
export const cast = {
  awa: "client@depannage.demo",
  moussa: "technicien@depannage.demo",
  stranger: "technicien2@depannage.demo",
  claire: "admin@depannage.demo",
  oscar: "outsider@outside.demo",
} as const;

export const demoPassword = "relais-demo";

/** The whole server on a port of its own, over a fresh real database with the demo cast. */
export class TestServer {
  readonly url: string;
  readonly running: RunningServer;
  readonly #lines: string[];
  #counting: string | undefined;
  readonly #target: ConnectionTarget;
  readonly #owner: Owner;
  readonly #stopDatabase: () => Promise<void>;
  readonly #signedIn = new Map<string, Promise<SignedIn>>();

  private constructor(
    running: RunningServer,
    lines: string[],
    target: ConnectionTarget,
    owner: Owner,
    stopDatabase: () => Promise<void>,
  ) {
    this.#owner = owner;
    this.running = running;
    this.#target = target;
    this.url = `http://127.0.0.1:${running.port}`;
    this.#lines = lines;
    this.#stopDatabase = stopDatabase;
  }

  static async start(settings: Partial<Config> = {}, webFolder?: string): Promise<TestServer> {
    const database = await startTestDatabase();
    return TestServer.startOn(database, settings, webFolder, () => database.stop());
  }

  /** One more server on the database of this one; stop it first. */
  beside(settings: Partial<Config> = {}): Promise<TestServer> {
    return TestServer.startOn(
      { target: this.#target, owner: this.#owner },
      settings,
      undefined,
      async () => {},
    );
  }

  private static async startOn(
    { target, owner }: Pick<TestDatabase, "target" | "owner">,
    settings: Partial<Config>,
    webFolder: string | undefined,
    stopDatabase: () => Promise<void>,
  ): Promise<TestServer> {
    const lines: string[] = [];
    const log = createLog("debug", { write: (line) => void lines.push(line) });
    const config = { ...readConfig({}), demoDay: false, demoTrip: false, port: 0, ...settings };
    const open = {
      target,
      applied: [],
      closed: new Promise<void>(() => {}),
      stop: async () => {},
    };
    const running = await start({
      config,
      log,
      database: open,
      ...(webFolder !== undefined && { webFolder }),
    });
    return new TestServer(running, lines, target, owner, stopDatabase);
  }

  /** What the operator's command does, beside the running servers. */
  suspend(slug: string, suspended = true): Promise<boolean> {
    return suspendOrganization(this.#target, { slug, suspended });
  }

  /** What an operator does to the database by hand; `@database` is its name. Those who work on it are sent away. */
  async changeDatabase(statement: string): Promise<void> {
    const { rows } = await this.#owner.query<{ name: string }>("select current_database() as name");
    const name = rows[0]?.name ?? "";
    await this.#owner.query(`begin read write; ${statement.replace("@database", name)}; commit`);
    await this.#owner.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename = 'relais_runtime'",
      [name],
    );
  }

  /** How many rows each table has, but for what every sign-in and every reaction writes. */
  async rows(): Promise<Record<string, number>> {
    this.#counting ??= await this.#countingStatement();
    const { rows } = await this.#owner.query<{ name: string; count: unknown }>(this.#counting);
    return Object.fromEntries(rows.map(({ name, count }) => [name, Number(count)]));
  }

  /** One for all tables: tests count thousands of times. */
  async #countingStatement(): Promise<string> {
    const tables = await this.#owner.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = current_schema() order by tablename",
    );
    const unsteady = /^(sign_in|refresh_token|consumer_cursor|notification_counter|search_\w+)$/;
    return tables.rows
      .filter(({ name }) => !unsteady.test(name))
      .map(({ name }) => `select '${name}' as name, count(*) as count from "${name}"`)
      .join(" union all ");
  }

  /** Everything logged so far, at level debug. */
  get log(): string {
    return this.#lines.join("");
  }

  async call<Body = Refusal>(path: string, call: Call = {}): Promise<Answer<Body>> {
    const { body, token, headers = {} } = call;
    const response = await fetch(this.url + path, {
      method: call.method ?? (body === undefined ? "GET" : "POST"),
      headers: {
        ...(body !== undefined && { "content-type": "application/json" }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json") ?? false;
    const parsed = isJson && text !== "" ? (JSON.parse(text) as Body) : undefined;
    return { status: response.status, headers: response.headers, text, body: parsed as Body };
  }

  /** Signs in once a test file and person. */
  signIn(email: string): Promise<SignedIn> {
    let signedIn = this.#signedIn.get(email);
    if (signedIn === undefined) {
      signedIn = this.signInAgain(email);
      this.#signedIn.set(email, signedIn);
    }
    return signedIn;
  }

  async signInAgain(email: string): Promise<SignedIn> {
    const body = { email, password: demoPassword };
    const answer = await this.call<SignedIn>("/v1/sessions", { body });
    if (answer.status !== 200) throw new Error(`sign-in of ${email}: ${answer.text}`);
    return answer.body;
  }

  async token(email: string): Promise<string> {
    return (await this.signIn(email)).access_token;
  }

  /** A request of Awa's; with `accepted`, taken by Moussa, so that it has a conversation. */
  async newCase(options: { accepted: boolean }): Promise<CaseView> {
    const body = { kind: "request", title: "La voiture ne démarre plus" };
    const opened = await this.call<CaseView>("/v1/cases", {
      body,
      token: await this.token(cast.awa),
    });
    if (!options.accepted) return opened.body;
    const path = `/v1/cases/${opened.body.id}/accept`;
    const accepted = await this.call<CaseView>(path, {
      body: {},
      token: await this.token(cast.moussa),
    });
    return accepted.body;
  }

  async newConversation(): Promise<string> {
    const { conversation_id } = await this.newCase({ accepted: true });
    if (conversation_id === null) throw new Error("an accepted case has a conversation");
    return conversation_id;
  }

  async stop(): Promise<void> {
    await this.running.stop();
    await this.#stopDatabase();
  }
}
