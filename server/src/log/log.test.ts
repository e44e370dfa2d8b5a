import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createLog } from "./log.ts";

const written = (level: "debug" | "warn", write: (log: ReturnType<typeof createLog>) => void) => {
  let text = "";
  write(createLog(level, { write: (line) => void (text += line) }));
  return text;
};

const jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIwMTk3In0.c2lnbmF0dXJl";

describe("the log", () => {
  it("writes one JSON line an entry, with level, time and words", () => {
    const text = written("warn", (log) => log.warn({ items: 3 }, "It healed."));
    const entry = JSON.parse(text) as Record<string, unknown>;
    expect(entry).toMatchObject({ level: "warn", items: 3, msg: "It healed." });
    expect(Date.parse(String(entry.time))).not.toBeNaN();
    expect(text.endsWith("\n")).toBe(true);
  });

  it("is silent below its level", () => {
    expect(written("warn", (log) => log.info({}, "Nothing to see."))).toBe("");
  });

  it.each([
    ["a token in a field", { token: "very-secret" }],
    ["a password inside an object", { body: { password: "very-secret" } }],
    ["a header", { request: { headers: { authorization: "Bearer very-secret" } } }],
    ["the address of a socket", { url: "/v1/socket?token=very-secret&x=1" }],
    ["a ticket in an address", { url: "/ws/chat/1/?ticket=very-secret" }],
    ["a JSON text", { text: '{"password":"very-secret","email":"a@b.c"}' }],
    ["a database address", { text: "postgres://relais:very-secret@db/relais" }],
    ["the message of an error", { err: new Error("refused Bearer very-secret here") }],
  ])("never writes %s", (_what, details) => {
    const text = written("debug", (log) => log.error(details, "Something failed."));
    expect(text).toContain("[redacted]");
    expect(text).not.toContain("very-secret");
    JSON.parse(text);
  });

  it("writes of an error what helps to mend it, and not what it carries with it", () => {
    const error = Object.assign(new Error("duplicate key", { cause: new TypeError("because") }), {
      code: "23505",
      constraint: "member_email_key",
      detail: "Key (email)=(awa@private.example) already exists.",
      client: { host: "db.internal" },
    });
    const text = written("warn", (log) => log.error({ err: error }, "A row was refused."));
    const { err } = JSON.parse(text) as { err: Record<string, unknown> };
    expect(err).toMatchObject({
      message: "duplicate key",
      code: "23505",
      constraint: "member_email_key",
      cause: { name: "TypeError", message: "because" },
    });
    expect(text).not.toMatch(/private|internal/);
  });

  it("never writes a signed token, wherever it stands", () => {
    const text = written("debug", (log) => log.error({ note: `seen ${jwt}` }, `Odd: ${jwt}`));
    expect(text).not.toContain("c2lnbmF0dXJl");
  });

  describe("of what fails again and again", () => {
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => void vi.useRealTimers());

    const failed = (id: number) => {
      const err = Object.assign(new Error(`connect to 10.0.0.${id} failed`), { code: "EHOSTDOWN" });
      return { err, route: "/v1/me" };
    };
    const entries = (text: string) =>
      text
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as Record<string, unknown>);

    it("writes ten lines a minute, and then how many more there were", () => {
      let text = "";
      const log = createLog("info", { write: (line) => void (text += line) });
      for (let id = 0; id < 10_000; id += 1) log.error(failed(id), "A request failed.");
      expect(entries(text)).toHaveLength(10);
      vi.advanceTimersByTime(60_000);
      expect(entries(text)).toHaveLength(11);
      expect(entries(text).at(-1)).toMatchObject({
        level: "error",
        unsaid: 9_990,
        msg: "A request failed.",
      });
      vi.advanceTimersByTime(600_000);
      expect(entries(text)).toHaveLength(11);
      log.error(failed(1), "A request failed.");
      expect(entries(text)).toHaveLength(12);
    });

    it("hides nothing else behind it, and leaves what is no failure alone", () => {
      let text = "";
      const log = createLog("info", { write: (line) => void (text += line) });
      for (let id = 0; id < 100; id += 1) log.warn(failed(id), "A request failed.");
      text = "";
      log.warn({ err: new Error("something else") }, "A request failed.");
      log.warn(failed(1), "A start failed.");
      for (let id = 0; id < 20; id += 1) log.info({ id }, "It works.");
      expect(entries(text)).toHaveLength(22);
    });
  });
});
