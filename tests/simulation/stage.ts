import type { Drafts } from "@relais/client";
import { Device } from "./device/device.ts";
import { ChaosProxy } from "./network/chaos-proxy.ts";
import { WebSite } from "./network/web-site.ts";
import { type Person, Witness } from "./people.ts";
import type { Random } from "./random.ts";
import { Ledger } from "./record/ledger.ts";
import { ServerProcess } from "./server/server-process.ts";

export type Talk = {
  readonly id: string;
  readonly caseId: string;
  readonly worker: "moussa" | "second";
  /** What those who do the work write among themselves: Awa must hear nothing of it. */
  readonly internal: boolean;
};

export type StageOptions = {
  clients: number;
  /** How many times faster time passes for clients. */
  speed: number;
  /** With files, voice notes and guidance. */
  rich: boolean;
};

/** Everything that takes part in one run. */
export class Stage {
  readonly server: ServerProcess;
  readonly proxy: ChaosProxy;
  readonly site: WebSite;
  readonly witness: Witness;
  readonly ledger = new Ledger();
  readonly talks: Talk[] = [];
  readonly devices: Device[] = [];

  private constructor(server: ServerProcess, proxy: ChaosProxy, site: WebSite) {
    this.server = server;
    this.site = site;
    this.proxy = proxy;
    this.witness = new Witness(server.url);
  }

  static async set(random: Random, options: StageOptions): Promise<Stage> {
    const site = await WebSite.open();
    const server = await ServerProcess.create(site.port);
    const proxy = await ChaosProxy.open(random.fork(), server.port);
    const stage = new Stage(server, proxy, site);
    try {
      await server.start();
      for (const worker of ["moussa", "second", "moussa"] as const) await stage.openTalk(worker);
      await stage.#bringDevices(random, options);
    } catch (error) {
      await stage.clear();
      throw error;
    }
    return stage;
  }

  async openTalk(worker: Talk["worker"]): Promise<Talk> {
    const opened = await this.witness.openCase("awa", `Panne numéro ${this.talks.length + 1}`);
    const { conversation_id } = await this.witness.accept(worker, opened.id);
    if (conversation_id === null) throw new Error("a case was taken without a conversation");
    const { internal_id } = await this.witness.conversation(worker, conversation_id);
    if (internal_id === undefined) throw new Error("a conversation without an internal one beside");
    const talk = { id: conversation_id, caseId: opened.id, worker, internal: false };
    for (const one of [talk, { ...talk, id: internal_id, internal: true }]) {
      this.talks.push(one);
      for (const device of this.devices) {
        if (!this.#sees(device.options.person, one)) continue;
        for (const tab of device.tabs) tab.watch(one.id);
      }
    }
    return talk;
  }

  /** The conversations that somebody looks at. */
  talksOf(person: Person): string[] {
    return this.talks.filter((talk) => this.#sees(person, talk)).map(({ id }) => id);
  }

  /** What the first tab of a person has of what was begun and not sent. */
  draftsOf(person: Person): Drafts {
    const devices = this.devices.filter(({ options }) => options.person === person);
    return devices.flatMap(({ tabs }) => tabs)[0]?.client.drafts.get() ?? {};
  }

  async clear(): Promise<void> {
    for (const device of this.devices) for (const tab of device.tabs) device.killTab(tab);
    await this.proxy.close();
    await this.server.dispose();
    await this.site.close();
  }

  #sees(person: Person, talk: Talk): boolean {
    return (person === "awa" && !talk.internal) || person === "claire" || person === talk.worker;
  }

  /** Each person has a device or more; most have WebSockets, some must do without. */
  async #bringDevices(random: Random, { clients, speed, rich }: StageOptions): Promise<void> {
    const people: Person[] = ["awa", "moussa", "second", "oscar", "claire"];
    while (people.length < clients) people.push(random.pick(["awa", "awa", "moussa", "second"]));
    for (const [index, person] of people.slice(0, Math.max(clients, 4)).entries()) {
      const device = new Device(
        `${person}-${index}`,
        {
          person,
          userId: await this.witness.idOf(person),
          baseUrl: this.proxy.url,
          speed,
          rich,
          ledger: this.ledger,
          transports: random.weighted<readonly ("websocket" | "sse")[]>([
            [6, ["websocket", "sse"]],
            [2, ["sse"]],
          ]),
          mostTabs: random.chance(0.25) ? 2 : 1,
          link: (page) => this.site.link(page),
          writes: person !== "claire" && person !== "oscar",
        },
        random.fork(),
      );
      await device.signIn();
      this.devices.push(device);
      device.openTab(this.talksOf(person));
    }
  }
}
