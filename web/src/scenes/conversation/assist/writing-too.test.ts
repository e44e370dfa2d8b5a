import type { Person } from "@relais/client";
import { describe, expect, it } from "vitest";
import { writingToo } from "./writing-too.ts";

const awa: Person = { id: "awa", full_name: "Awa Traoré", role: "customer" };
const nadia: Person = { id: "nadia", full_name: "Nadia Benali", role: "agent" };
const state = { participants: [awa, nadia] };

describe("Writing while a colleague does", () => {
  it("is said of a colleague, not of the customer whom one answers", () => {
    expect(writingToo({ typing: ["awa"], state })).toBeUndefined();
    expect(writingToo({ typing: ["awa", "nadia"], state })).toBe(nadia);
  });

  it("is not said of nobody, or before anything is known", () => {
    expect(writingToo({ typing: [], state })).toBeUndefined();
    expect(writingToo({ typing: ["nadia"], state: null })).toBeUndefined();
  });
});
