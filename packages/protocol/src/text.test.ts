import { describe, expect, it } from "vitest";
import { limits } from "./limits.ts";
import { checkText, countCharacters } from "./text.ts";

const refusal = (raw: string) => {
  const checked = checkText(raw);
  return checked.ok ? "accepted" : checked.code;
};

describe("a text that a person may write (N4.3)", () => {
  it("keeps what was written, but for blank ends and foreign newlines", () => {
    expect(checkText("  Bonjour\r\nMoussa\r ")).toEqual({ ok: true, text: "Bonjour\nMoussa" });
  });

  it.each(["", "   ", "\n\t\n", "\u200b", "\u2060\u3164", "\u00a0"])(
    "refuses %j as empty",
    (raw) => {
      expect(refusal(raw)).toBe("text_empty");
    },
  );

  it("counts characters as people count them", () => {
    expect(countCharacters("👩🏽‍🔧é\u0301🇲🇱")).toBe(3);
    expect(refusal("👩🏽‍🔧".repeat(1_000))).toBe("accepted");
  });

  it("accepts the limit and refuses one character more", () => {
    expect(refusal("a".repeat(limits.textCharacters))).toBe("accepted");
    expect(refusal("a".repeat(limits.textCharacters + 1))).toBe("text_too_long");
    expect(refusal("é\u0301".repeat(limits.textCharacters))).toBe("accepted");
  });

  it("refuses few characters that are built of too many bytes", () => {
    expect(refusal(`a${"\u0301".repeat(limits.textBytes)}`)).toBe("text_too_long");
  });

  it.each([
    ["a bell", "a\u0007b"],
    ["an escape", "a\u001b[31mb"],
    ["a null", "a\u0000b"],
    ["a right-to-left override", "facture\u202efdp.exe"],
    ["an isolate", "a\u2066b"],
    ["a lone high surrogate", "a\ud83d"],
    ["a lone low surrogate", "\udc4da"],
  ])("refuses %s", (_name, raw) => {
    expect(refusal(raw)).toBe("text_forbidden_character");
  });

  it.each(["tab\there", "two\nlines", "مرحبا\u200f!", "👨‍👩‍👧", "1 + 1 < 3 <b>&amp;</b>"])(
    "accepts %j",
    (raw) => {
      expect(refusal(raw)).toBe("accepted");
    },
  );
});
