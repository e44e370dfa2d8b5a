import { knock } from "@relais/dialect/conformance";
import { describe, expect, test } from "vitest";
import type { Caller, Part } from "./caller.ts";
import { PollClient } from "./poll-client.ts";

export function pollingRules(caller: Caller): void {
  async function opened(part: Part): Promise<PollClient> {
    const client = new PollClient(caller.baseUrl);
    await client.open();
    await client.next(({ d }) => d.t === "h");
    await client.request("auth", { cred: await caller.token(part) });
    return client;
  }

  describe("Long polling", () => {
    test("L7.5: a client without a WebSocket listens, hears what is sent, and is told once", async () => {
      const { id } = await caller.room();
      const client = await opened("client");
      const place = `/chats/${id}/messages`;
      expect(await client.request("q", { p: place })).toMatchObject({ s: "ok" });
      const sent = (await caller.say("driver", id, "Par petits bouts")).body;
      const told = await client.next(({ d }) => JSON.stringify(d.b).includes(sent.id));
      expect(told.d).toMatchObject({ a: "d", b: { d: { text: "Par petits bouts" } } });
      const forbidden = `/chats/${id}/messages/forged`;
      const refused = await client.request("p", { p: forbidden, d: { text: "faux" } });
      expect(refused).toMatchObject({ s: "permission_denied" });
    });

    test("L7.5: when its page goes, what it promised for its end happens", async () => {
      const { id } = await caller.room();
      const client = await opened("driver");
      const mine = `/chats/${id}/typing/${await caller.idOf("driver")}`;
      await client.request("o", { p: mine, d: null });
      await client.request("p", { p: mine, d: { timestamp: "2026-01-01T00:00:00Z" } });
      const seen = () => caller.get("client", `${mine}.json`);
      expect((await seen()).body).not.toBeNull();
      const page = await fetch(client.farewell);
      expect(page.headers.get("content-type")).toContain("text/html");
      expect(await page.text()).toContain("sendBeacon");
      await fetch(client.farewell.replace("dframe", "disconn"), { method: "POST" });
      expect((await seen()).body).toBeNull();
      await client.poll();
      expect(client.closed).toBe(true);
    });

    test("L7.6: nobody asks in another's name, and no answer runs what its address says", async () => {
      const at = `${caller.baseUrl}/.lp?v=5&ns=relais`;
      const text = async (query: string) => {
        const answer = await fetch(at + query);
        return [answer.status, await answer.text()];
      };
      const started = String((await text("&start=t&cb=7"))[1]);
      const [, id] = /"start","([^"]+)"/.exec(started) ?? [];
      for (const query of [
        `&id=${id}&pw=`,
        `&id=${id}&pw=${"0".repeat(32)}`,
        "&id=none&pw=x",
        "",
      ]) {
        expect(await text(query)).toEqual([200, 'pLPCommand("close");\n']);
      }
      expect((await text(`&start=t&cb=${encodeURIComponent("x;alert(1)")}`))[0]).toBe(400);
      expect((await text("&start=t&cb=7&seg0=x&ts0=1&d0=e30"))[0]).toBe(400);
    });

    test("L7.7: a client whose polling is not there any more is told to begin anew", async () => {
      const socket = new WebSocket(
        `${caller.baseUrl.replace(/^http/, "ws")}/.ws?v=5&ns=relais&s=${crypto.randomUUID()}`,
      );
      const first = await new Promise<string>((resolve) => {
        socket.addEventListener("message", ({ data }) => resolve(String(data)));
      });
      expect(JSON.parse(first)).toMatchObject({ t: "c", d: { t: "r" } });
    });

    test("L7.9: a page of another site may not open the socket, and a frame that is too large closes it", async () => {
      const address = `${caller.baseUrl}/.ws?v=5&ns=relais`;
      expect(await knock(address, "https://evil.example")).toBe(403);
      expect(await knock(address, caller.baseUrl)).toBe(101);
      const socket = new WebSocket(address.replace(/^http/, "ws"));
      const closed = new Promise<number>((resolve) => {
        socket.addEventListener("close", ({ code }) => resolve(code));
      });
      socket.addEventListener("open", () => socket.send("x".repeat(70_000)));
      expect(await closed).toBe(4413);
    });
  });
}
