import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Client } from "@relais/client";
import type { BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from "vitest";
import { personOf, type Who } from "../pictures/people.ts";
import { type BrowserKind, contextOf, type Variation } from "../pictures/variation.ts";
import { theBrowser } from "./browser.ts";
import { type Grounds, RelaisServer, type Settings } from "./server.ts";
import { signIn } from "./sign-in.ts";

/** Until when a fact must be visible. Machines that test are slow; a fact that is true shows at once. */
const deadlineMs = 20_000;

/** A journey has many facts to wait for. */
const journeyMs = 90_000;

export type Look = Partial<Variation>;

/** What a file of journeys needs. */
export type Means = {
  /** What the server's operator puts besides. */
  readonly settings?: Settings;
  /** Makes what all of them need there: once, and again for a second try, which has a new server at the same address. */
  readonly prepare?: (stage: Stage) => Promise<void>;
  /** The whole one for what its shell does not have. */
  readonly browser?: BrowserKind;
  /** Where the server's database is. */
  readonly grounds?: Grounds;
  /**
   * Devices install the app for opening without a network, as they do outside. Each fetches all its parts for that, which takes
   * longer than most journeys.
   */
  readonly keepsApp?: boolean;
};

/** One server for a file of journeys, and the people who come and go in it, in a browser that goes on to the next file. */
export class Stage {
  #server: RelaisServer | null = null;
  #browser: BrowserKind = "shell";
  #keepsApp = false;
  #contexts: BrowserContext[] = [];
  #faults: string[] = [];
  readonly #clients = new Map<Who, Promise<Client>>();

  get server(): RelaisServer {
    if (this.#server === null) throw new Error("The server is there once the tests run.");
    return this.#server;
  }

  async open({ settings, browser = "shell", grounds, keepsApp = false }: Means): Promise<void> {
    this.#browser = browser;
    this.#keepsApp = keepsApp;
    // One after the other: a browser that cannot start must not leave a server behind.
    await theBrowser(browser);
    this.#server = await RelaisServer.start(settings, grounds);
  }

  async close(): Promise<void> {
    await this.#server?.stop();
  }

  /** A device of nobody: Awa's phone and Moussa's desk differ in size, touch and language. */
  async device(look: Look = {}, options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const browser = await theBrowser(this.#browser);
    const context = await browser.newContext({
      ...contextOf({ device: "phone", theme: "light", language: "fr", ...look }),
      serviceWorkers: this.#keepsApp ? "allow" : "block",
      ...options,
      baseURL: this.server.url,
    });
    context.setDefaultTimeout(deadlineMs);
    context.on("weberror", (fault) => this.#faults.push(String(fault.error())));
    this.#contexts.push(context);
    return context;
  }

  /** A person on a device of their own, signed in by one tap, at `path`. */
  async person(who: Who, path: string, look: Look = {}): Promise<Page> {
    const page = await (await this.device(look)).newPage();
    await signIn(page, who, path);
    return page;
  }

  /** The same person by SDK, for what happens beside the journey. Not connected: only calls. */
  client(who: Who): Promise<Client> {
    let client = this.#clients.get(who);
    if (client === undefined) {
      client = personOf(this.server.url, who, "fr");
      this.#clients.set(who, client);
    }
    return client;
  }

  /** Ends what a journey began. What failed in a page's code fails the journey. */
  async clear(failed: boolean): Promise<void> {
    const contexts = this.#contexts;
    const faults = this.#faults;
    this.#contexts = [];
    this.#faults = [];
    // A journey may have ended their sessions.
    this.#clients.clear();
    if (failed) await keepEvidence(contexts);
    await Promise.all(contexts.map((context) => context.close()));
    expect(faults).toEqual([]);
  }
}

/** What was on the screens when a journey failed. */
async function keepEvidence(contexts: readonly BrowserContext[]): Promise<void> {
  const folder = join(tmpdir(), "relais-journeys-failed");
  await mkdir(folder, { recursive: true });
  const pages = contexts.flatMap((context) => context.pages());
  for (const [index, page] of pages.entries()) {
    const path = join(folder, `${Date.now()}-${index}.png`);
    const taken = page.screenshot({ path }).then(
      () => path,
      () => "a page that shows nothing any more",
    );
    process.stderr.write(`On the screen at ${page.url()}: ${await taken}\n`);
  }
}

/** Opens a stage for the tests of the calling file. */
export function useStage(means: Means = {}): Stage {
  vi.setConfig({ testTimeout: journeyMs });
  const stage = new Stage();
  beforeAll(async () => {
    await stage.open(means);
    await means.prepare?.(stage);
  });
  beforeEach(async ({ task }) => {
    if ((task.result?.retryCount ?? 0) === 0) return;
    // What the first try left behind would fail the second one, whatever failed the first.
    await stage.server.renew();
    await means.prepare?.(stage);
  });
  afterEach(({ task }) => stage.clear(task.result?.state === "fail"));
  afterAll(() => stage.close());
  return stage;
}
