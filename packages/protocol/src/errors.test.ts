import { describe, expect, it } from "vitest";
import { closeReason, closes } from "./close-codes.ts";
import { errors, sentence } from "./errors.ts";

describe("the closed table of refusals", () => {
  it.each(Object.entries(errors))(
    "%s says in both languages what to do, and has a status",
    (_code, entry) => {
      for (const text of [entry.fr, entry.en]) expect(text).toMatch(/^[A-ZÀ-Ý{].+\.$/);
      expect(entry.status).toBeGreaterThanOrEqual(400);
      expect(entry.fr).not.toContain("!");
    },
  );

  it("puts French no-break spaces before high punctuation", () => {
    for (const { fr } of Object.values(errors))
      expect(fr).not.toMatch(/[^\u00a0\u202f][:;?!](\s|$)/);
  });

  it("fills names in and leaves what it does not know", () => {
    expect(sentence("already_taken", "fr", { name: "Moussa Keïta" })).toBe(
      "Moussa Keïta s’en occupe déjà.",
    );
    expect(sentence("already_taken", "en")).toBe("{name} has already taken it.");
  });
});

describe("close codes", () => {
  it("are all different, and found again by their number", () => {
    for (const [reason, { code }] of Object.entries(closes)) expect(closeReason(code)).toBe(reason);
  });
});
