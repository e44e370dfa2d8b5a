import { type Client, createClient, type KindView } from "@relais/client";
import { createFakeServer, type FakePerson, turn } from "@relais/client/testing";
import { act, type ReactNode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, vi } from "vitest";
import { RelaisProvider } from "../provider.tsx";

/** A page and a server for each test of the calling file. */
export function usePage() {
  const stage = {
    page: document.body,
    server: createFakeServer(),
    /** Draws `children` for somebody who is connected. */
    async show(children: ReactNode, person?: FakePerson): Promise<Client> {
      const client = createClient(stage.server.clientOptions(person ?? stage.server.cast.awa));
      clients.push(client);
      client.start();
      await act(async () => {
        root.render(<RelaisProvider client={client}>{children}</RelaisProvider>);
        await turn();
      });
      await settle();
      return client;
    },
    /** The button of this name is pressed. */
    async press(name: string): Promise<void> {
      const found = [...stage.page.querySelectorAll("button")].find((one) =>
        (one.getAttribute("aria-label") ?? one.textContent ?? "").includes(name),
      );
      if (found === undefined) throw new Error(`There is no button « ${name} ».`);
      await act(async () => found.click());
      await settle();
    },
    texts: (selector: string): string[] =>
      [...stage.page.querySelectorAll(selector)].map(({ textContent }) => textContent ?? ""),
  };
  let root: Root;
  let clients: Client[] = [];
  beforeEach(() => {
    vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
    stage.server = createFakeServer();
    stage.server.answerHttp("GET /v1/kinds", () => ({ kinds: kindsOf() }));
    stage.page = document.body.appendChild(document.createElement("main"));
    root = createRoot(stage.page);
  });
  afterEach(async () => {
    await act(async () => root.unmount());
    await Promise.all(clients.map((client) => client.stop()));
    clients = [];
    stage.page.remove();
    vi.unstubAllGlobals();
  });
  return stage;
}

/** What was begun has its answers. */
export const settle = (): Promise<void> =>
  act(async () => {
    for (let turns = 0; turns < 40; turns += 1) await turn();
  });

const words = (fr: string, en: string) => ({ fr, en });

const status = (name: string, fr: string, en: string, more: object = {}) => ({
  name,
  title: words(fr, en),
  sentence: words(fr, en),
  announcement: null,
  expected: null,
  tone: "waiting",
  ends: false,
  closes_conversation: false,
  ...more,
});

/** One kind of case, with what the components read of it. */
function kindsOf(): Pick<KindView, "name" | "statuses" | "fields" | "team">[] {
  return [
    {
      name: "request",
      fields: [],
      team: [],
      statuses: [
        status("open", "En attente", "Waiting"),
        status("en_route", "{assignee} arrive", "{assignee} is coming", { tone: "live" }),
        status("done", "Terminée", "Done", { tone: "done", ends: true, closes_conversation: true }),
      ] as KindView["statuses"],
    },
  ];
}
