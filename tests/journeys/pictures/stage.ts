import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Client } from "@relais/client";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { addressOf, type Anyone, password, personOf } from "./people.ts";
import type { Seeded } from "./seed.ts";
import type { PictureServer } from "./server.ts";
import { contextOf, nameOf, type Variation } from "./variation.ts";
import { type Words, words } from "./words.ts";

export type Scene = {
  /** What the pictures are called: `scene--state`. */
  name: string;
  take(stage: Stage): Promise<void>;
};

/** The narrowest phone that many hold. */
const narrow = { width: 360, height: 780 };

const catalogueOf = (language: string): Readonly<Record<string, unknown>> =>
  JSON.parse(
    readFileSync(join(import.meta.dirname, `../../../web/src/catalogue/${language}.json`), "utf8"),
  );
const catalogues = { fr: catalogueOf("fr"), en: catalogueOf("en") };

/** What a scene works with: a seeded server, people in browsers, people by SDK, and the camera. */
export class Stage {
  readonly server: PictureServer;
  readonly seeded: Seeded;
  readonly variation: Variation;
  readonly words: Words;
  readonly faults: string[] = [];
  readonly #browser: Browser;
  readonly #folder: string;
  #contexts: BrowserContext[] = [];
  #clients: Client[] = [];

  constructor(
    browser: Browser,
    server: PictureServer,
    seeded: Seeded,
    variation: Variation,
    folder: string,
  ) {
    this.#browser = browser;
    this.#folder = folder;
    this.server = server;
    this.seeded = seeded;
    this.variation = variation;
    this.words = words[variation.language];
  }

  /** The words of a button or title, in the language of this variation. */
  say(fr: string, en: string): string {
    return this.variation.language === "fr" ? fr : en;
  }

  /** The words of the product under this name in its catalogue. */
  label(key: string): string {
    const found = catalogues[this.variation.language][key];
    if (typeof found !== "string") throw new Error(`The catalogue has no plain « ${key} ».`);
    return found;
  }

  /** A fresh browser of nobody. */
  async visitor(path = "/sign-in"): Promise<Page> {
    const context = await this.#browser.newContext({
      ...contextOf(this.variation),
      ...(this.variation.device === "phone" && { viewport: narrow }),
      baseURL: this.server.url,
      // A worker would answer where a scene blocks the network on purpose.
      serviceWorkers: "block",
    });
    this.#contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on("pageerror", (error) => this.faults.push(error.message));
    await page.goto(path);
    return page;
  }

  /** A browser in which this person is signed in, at `path`. */
  async at(who: Anyone, path: string): Promise<Page> {
    const page = await this.visitor(`/sign-in?to=${encodeURIComponent(path)}`);
    await page.getByLabel(this.say("Adresse e-mail", "Email address")).fill(addressOf(who));
    await page.getByLabel(this.say("Mot de passe", "Password"), { exact: true }).fill(password);
    await page
      .getByRole("button", { name: this.say("Se connecter", "Sign in"), exact: true })
      .click();
    await page.waitForURL(`**${path}`);
    return page;
  }

  /** Opens again as on a new device: nothing of last time is kept but the session. */
  async reopen(page: Page): Promise<void> {
    await page.evaluate(() => {
      for (const key of Object.keys(localStorage)) {
        if (key.startsWith("relais:cases:")) localStorage.removeItem(key);
      }
    });
    await page.reload();
  }

  /** A person by SDK, connected: present, able to type. */
  async client(who: Anyone): Promise<Client> {
    const client = await personOf(this.server.url, who, this.variation.language);
    client.start();
    this.#clients.push(client);
    return client;
  }

  /** Writes a picture of what is seen now. */
  async picture(page: Page, name: string): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    // Fades of 150 to 220 ms end; nothing else moves.
    await page.waitForTimeout(350);
    const file = `${name}--${nameOf(this.variation)}.png`;
    await page.screenshot({ path: join(this.#folder, file) });
  }

  /** What was on the screen when a scene failed. */
  async evidence(name: string): Promise<void> {
    const pages = this.#contexts.flatMap((context) => context.pages());
    for (const page of pages) await this.picture(page, `failed--${name}`);
  }

  /** Ends what a scene began. */
  async clear(): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.stop()));
    await Promise.all(this.#contexts.map((context) => context.close()));
    this.#clients = [];
    this.#contexts = [];
  }
}
