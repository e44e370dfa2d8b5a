import type { Drafts } from "@relais/client";
import type { CaseView } from "@relais/protocol";
import { Device } from "./device/device.ts";
import type { Tab } from "./device/tab.ts";
import { ChaosProxy } from "./network/chaos-proxy.ts";
import { WebSite } from "./network/web-site.ts";
import { type Person, Witness } from "./people.ts";
import type { Random } from "./random.ts";
import { Ledger } from "./record/ledger.ts";
import { ServerProcess } from "./server/server-process.ts";

export type Worker = "moussa" | "second";

export type Talk = {
  readonly id: string;
  readonly caseId: string;
  /** Who has the work, as far as is known: null is nobody. */
  worker: Worker | null;
  /** It went from one to the other at least once. */
  handedOn: boolean;
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
    const server = await ServerProcess.create({
      RELAIS_LINK_PREVIEWS_ALLOW: `127.0.0.1:${site.port}`,
    });
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

  async openTalk(worker: Worker): Promise<Talk> {
    const opened = await this.witness.openCase("awa", `Panne numéro ${this.talks.length + 1}`);
    const { conversation_id } = await this.witness.accept(worker, opened.id);
    if (conversation_id === null) throw new Error("a case was taken without a conversation");
    const { internal_id } = await this.witness.conversation(worker, conversation_id);
    if (internal_id === undefined) throw new Error("a conversation without an internal one beside");
    const both = { caseId: opened.id, worker, handedOn: false };
    const talk = { ...both, id: conversation_id, internal: false };
    for (const one of [talk, { ...both, id: internal_id, internal: true }]) {
      this.talks.push(one);
      this.#look(one);
    }
    return talk;
  }

  /** The work of a case goes to somebody else, or to nobody; its conversations with it. */
  async handOn(caseId: string, worker: Worker | null): Promise<boolean> {
    const path = `/v1/cases/${caseId}/assignee`;
    this.#took(caseId, worker, true);
    const assignee_id = worker === null ? null : await this.witness.idOf(worker);
    const answer = await this.witness.request("claire", "PUT", path, { assignee_id });
    return answer.ok;
  }

  /** What was asked while the server was killed may have happened or not. */
  async learnWork(): Promise<void> {
    const byId = new Map<string, Worker>();
    for (const one of ["moussa", "second"] as const) byId.set(await this.witness.idOf(one), one);
    for (const { caseId, internal } of this.talks) {
      if (internal) continue;
      const { assignee } = await this.witness.get<CaseView>("claire", `/v1/cases/${caseId}`);
      this.#took(caseId, byId.get(assignee?.id ?? "") ?? null, false);
    }
  }

  #took(caseId: string, worker: Worker | null, handedOn: boolean): void {
    for (const talk of this.talks.filter((one) => one.caseId === caseId)) {
      talk.worker = worker;
      talk.handedOn ||= handedOn;
      this.#look(talk);
    }
  }

  /** Whoever sees it looks at it. */
  #look(talk: Talk): void {
    for (const device of this.devices) {
      if (!this.#sees(device.options.person, talk)) continue;
      for (const tab of device.tabs) tab.watch(talk.id);
    }
  }

  /** The conversations that somebody looks at. */
  talksOf(person: Person): string[] {
    return this.talks.filter((talk) => this.#sees(person, talk)).map(({ id }) => id);
  }

  /** What the first tab of a person has of what was begun and not sent. */
  draftsOf(person: Person): Drafts {
    const devices = this.devices.filter(({ options }) => options.person === person);
    const [first] = devices.flatMap(({ tabs }) => tabs);
    return first === undefined ? {} : this.draftsIn(first);
  }

  /** What a tab has begun where its person takes part: what they began elsewhere is their device's alone. */
  draftsIn({ client, person }: Tab): Drafts {
    const talks = new Set(this.talksOf(person));
    return Object.fromEntries(
      Object.entries(client.drafts.get()).filter(([conversation]) => talks.has(conversation)),
    );
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
