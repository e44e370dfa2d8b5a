import type pg from "pg";
import { describe, expect, it } from "vitest";
import { Rosters } from "./rosters.ts";

const organization = "o";

/** A database whose answers come when the test says so; every conversation asked for exists. */
function slowPool() {
  const waiting: (() => void)[] = [];
  const pool = {
    query: ({ values }: { values: [string, string[]] }) =>
      new Promise((resolve) => {
        const rows = values[1].map((conversation_id) => ({
          conversation_id,
          organization_id: organization,
          case_id: "case",
          case_kind: "request",
          closed: false,
          member_id: "member",
          full_name: "Awa Traoré",
          role: "customer",
        }));
        waiting.push(() => resolve({ rows }));
      }),
  } as unknown as pg.Pool;
  return {
    pool,
    async turn() {
      await new Promise((resolve) => setImmediate(resolve));
    },
    async answer() {
      waiting.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe("Rosters", () => {
  it("N4.4: answer in the order in which they were asked, whatever is being read", async () => {
    const { pool, turn, answer } = slowPool();
    const rosters = new Rosters(pool);
    const order: string[] = [];
    const ask = async (conversationId: string, name: string) => {
      if (rosters.peek(organization, conversationId) === undefined) {
        await rosters.load(organization, conversationId);
      }
      order.push(name);
    };
    void ask("one", "first");
    await turn();
    // These wait for the next read, which is slow because of another conversation.
    void ask("two", "other");
    void ask("one", "second");
    await answer();
    void ask("one", "third");
    await answer();
    expect(order.filter((name) => name !== "other")).toEqual(["first", "second", "third"]);
  });

  it("do not remember what was read before a change that was heard of meanwhile", async () => {
    const { pool, turn, answer } = slowPool();
    const rosters = new Rosters(pool);
    const read = rosters.load(organization, "one");
    await turn();
    rosters.forget(["one"]);
    await answer();
    await read;
    expect(rosters.peek(organization, "one")).toBeUndefined();
  });
});
