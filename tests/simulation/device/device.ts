import { createSession } from "@relais/client";
import { cast, type Person, password } from "../people.ts";
import type { Random } from "../random.ts";
import type { Ledger } from "../record/ledger.ts";
import { Life } from "./life.ts";
import { DeviceStorage } from "./storage.ts";
import { Tab } from "./tab.ts";
import { TabSpace } from "./tab-space.ts";

export type DeviceOptions = {
  person: Person;
  userId: string;
  baseUrl: string;
  speed: number;
  ledger: Ledger;
  transports: readonly ("websocket" | "sse")[];
  /** Tabs open at once, at most. */
  mostTabs: number;
  /** Whether files, voice notes and answers to steps are sent, too. */
  rich: boolean;
  /** Whether its person takes part in conversations, or only looks. */
  writes: boolean;
  /** A link to a page that the server can look at. */
  link: (page: number) => string;
};

/** A phone or a browser: what it keeps outlives its tabs. */
export class Device {
  readonly name: string;
  readonly storage: DeviceStorage;
  readonly options: DeviceOptions & { storage: DeviceStorage; tabs: TabSpace };
  tabs: Tab[] = [];
  /** Everything that the server ever said to it. */
  readonly heard: string[] = [];
  readonly overheard: (text: string) => void;
  readonly #random: Random;
  #lives = 0;

  constructor(name: string, options: DeviceOptions, random: Random) {
    this.name = name;
    this.#random = random;
    this.storage = new DeviceStorage(name, random.fork());
    this.options = { ...options, storage: this.storage, tabs: new TabSpace() };
    // Kept only of those from whom something is kept: it would be much.
    this.overheard = (text) => {
      if (options.person === "oscar" || options.person === "awa") this.heard.push(text);
    };
  }

  async signIn(): Promise<void> {
    const { baseUrl, ledger, person } = this.options;
    // Hashing a password takes real time.
    const life = new Life({ name: `${this.name} signing in`, user: person, speed: 1, ledger });
    const { clock, fetch } = life;
    const session = createSession({ baseUrl, clock, fetch, storage: this.storage.session(life) });
    await session.signIn(cast[person], password);
    life.kill();
  }

  openTab(conversationIds: readonly string[]): Tab {
    this.#lives += 1;
    const tab = new Tab(`${this.name}/${this.#lives}`, this, this.#random.fork());
    this.tabs.push(tab);
    tab.start(conversationIds);
    return tab;
  }

  killTab(tab: Tab): void {
    tab.kill();
    this.tabs = this.tabs.filter((one) => one !== tab);
  }
}
