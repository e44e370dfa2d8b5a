// @vitest-environment happy-dom
import { type Client, createClient, type Notification } from "@relais/client";
import { createFakeServer, turn } from "@relais/client/testing";
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { NotificationCenter, RelaisProvider } from "../index.ts";

let root: Root;
let page: HTMLElement;
/** What the server of these tests holds. */
let held: Notification[];

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  page = document.body.appendChild(document.createElement("main"));
  root = createRoot(page);
  held = [
    notice("1", "Portail bloqué", null),
    notice("2", "Fuite d’huile", "2026-11-20T10:00:00Z"),
  ];
});
afterEach(async () => {
  await act(async () => root.unmount());
  page.remove();
  vi.unstubAllGlobals();
});

const notice = (id: string, title: string, read_at: string | null): Notification => ({
  id,
  type: "assigned",
  actor: null,
  case: { id: `case-${id}`, kind: "request", title },
  conversation_id: null,
  message: null,
  detail: null,
  created_at: "2026-11-20T09:00:00Z",
  read_at,
});

/** A client whose calls about notifications are answered here; everything else is the real one. */
function clientWith(): Client {
  const server = createFakeServer();
  const client = createClient(server.clientOptions(server.cast.awa));
  const http: Client["http"] = {
    ...client.http,
    kinds: async () => [],
    notifications: async () => ({
      notifications: held,
      unread: held.filter(({ read_at }) => read_at === null).length,
      has_more: false,
    }),
    readNotifications: async (ids) => {
      const before = held.filter(({ read_at }) => read_at === null).length;
      held = held.map((one) =>
        ids === undefined || ids.includes(one.id)
          ? { ...one, read_at: "2026-11-20T11:00:00Z" }
          : one,
      );
      return before;
    },
  };
  return { ...client, http };
}

const render = (client: Client, onOpen?: (one: Notification) => void) =>
  act(async () => {
    root.render(
      <RelaisProvider client={client}>
        <NotificationCenter language="fr" {...(onOpen && { onOpen })} />
      </RelaisProvider>,
    );
    await turn();
  });
const click = (name: string) =>
  act(async () => {
    const found = [...page.querySelectorAll("button")].find((one) =>
      one.textContent?.includes(name),
    );
    found?.click();
    await turn();
  });

it("shows what concerns the person, and marks as seen what is opened", async () => {
  const opened: string[] = [];
  await render(clientWith(), ({ id }) => opened.push(id));
  expect(page.querySelectorAll("li")).toHaveLength(2);
  expect(page.querySelectorAll("li[data-unseen]")).toHaveLength(1);
  await click("Portail bloqué");
  expect(opened).toEqual(["1"]);
  expect(page.querySelectorAll("li[data-unseen]")).toHaveLength(0);
});

it("says plainly when there is nothing, and when the list could not be read", async () => {
  held = [];
  await render(clientWith());
  expect(page.textContent).toContain("Rien de nouveau");
  const client = clientWith();
  const failing = { ...client.http, notifications: () => Promise.reject(new Error("no network")) };
  await act(async () => root.unmount());
  root = createRoot(page);
  await render({ ...client, http: failing });
  expect(page.querySelector("[role=alert]")?.textContent).toContain("Réessayer");
});
