import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { type UpFrameType, upFrames } from "./frames/up/index.ts";
import { plainCheck } from "./plain-check.ts";

const id = "0190d3f4-2b1c-7abc-8def-0123456789ab";
const types = Object.keys(upFrames) as UpFrameType[];
const checks = new Map(types.map((type) => [type, plainCheck(upFrames[type])]));

/** What people and their devices send nearly always. */
const usual: { type: UpFrameType; [field: string]: unknown }[] = [
  { type: "send", ref: 1, conversation_id: id, client_id: "c-1.a:b_2", text: "Bonjour à tous" },
  { type: "send", ref: 2, conversation_id: id, client_id: id, text: "", reply_to: 0, about: id },
  { type: "receipt", conversation_id: id, delivered: 4, read: 3 },
  { type: "receipt", conversation_id: id.toUpperCase() },
  { type: "typing", conversation_id: id, active: true, recording: false },
  { type: "edit", ref: 3, conversation_id: id, number: 2, text: "Bonsoir" },
  { type: "delete", ref: 4, conversation_id: id, number: 2 },
  { type: "focus", focused: false },
  { type: "token", ref: 5, token: "abc" },
  { type: "unsubscribe", ref: 6, conversation_id: id },
  { type: "ping" },
  { type: "pong" },
];

const texts = [id, `${id}\n`, ` ${id}`, id.slice(1), id.replace("7", "9"), "a b", "é", "", "send"];
const hostile = ["\ud800", "\u0000", "\u202e", "x".repeat(64), "x".repeat(65), "x".repeat(20_000)];
const numbers = [-1, -0, 0, 1.5, 2 ** 53 - 1, 2 ** 53, 1e308, Number.NaN, Number.POSITIVE_INFINITY];
const value = fc.oneof(
  fc.constantFrom<unknown>(...texts, ...hostile, ...numbers, true, false, null, undefined),
  fc.constantFrom<unknown>([], [id], {}, { id }, new Date(0), 1n, Object("text")),
  fc.string({ unit: "binary" }),
  fc.uuid(),
  fc.integer(),
  fc.jsonValue(),
);
const names = [...new Set(Object.values(upFrames).flatMap(({ shape }) => Object.keys(shape)))];
const name = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...names) },
  fc.constantFrom("__proto__", "constructor", "toString", "hasOwnProperty", "Ref", "", "0"),
);
const change = fc.record({ name, value, away: fc.boolean() });
const frame = fc
  .tuple(fc.constantFrom(...usual), fc.array(change, { maxLength: 3 }))
  .map(([one, changes]) => {
    const fields = new Map<string, unknown>(Object.entries(one));
    for (const { name, value, away } of changes) {
      fields.delete(name);
      if (!away) fields.set(name, value);
    }
    const made = {};
    for (const [key, value] of fields) {
      // An assignment would make `__proto__` the prototype; JSON makes a field of it.
      Object.defineProperty(made, key, { value, enumerable: true, configurable: true });
    }
    return { type: one.type, made };
  });

describe("The cheap check of what is plain", () => {
  test.each(usual)("lets $type pass as it is usual", (one) => {
    expect(upFrames[one.type].safeParse(one).success).toBe(true);
    expect(checks.get(one.type)?.(one)).toBe(true);
  });

  test("lets nothing pass that the schema refuses or changes", () => {
    let passed = 0;
    fc.assert(
      fc.property(frame, ({ type, made }) => {
        if (checks.get(type)?.(made) !== true) return;
        passed += 1;
        const parsed = upFrames[type].safeParse(made);
        expect(parsed.data).toStrictEqual(made);
      }),
      { seed: 41, numRuns: 20_000 },
    );
    expect(passed).toBeGreaterThan(2_000);
  });

  test("lets everything pass that the schema accepts and that consists of plain fields", () => {
    const plain = new Set(usual.flatMap((one) => Object.keys(one)));
    fc.assert(
      fc.property(frame, ({ type, made }) => {
        const values = Object.entries(made);
        if (values.some(([key, value]) => !plain.has(key) || value === undefined)) return;
        expect(checks.get(type)?.(made)).toBe(upFrames[type].safeParse(made).success);
      }),
      { seed: 41, numRuns: 20_000 },
    );
  });

  test.each([
    ["a field that is refined", z.string().refine((text) => text !== "no")],
    ["a field that is changed", z.string().trim()],
    ["a field with a pattern that remembers", z.string().regex(/a/g)],
    ["a field with two patterns", z.string().regex(/a/).regex(/b/)],
    ["a format that is more than its pattern", z.url()],
    ["a number with a fraction", z.number()],
    ["a bound that is left out", z.int().gt(0)],
    ["a field that is turned into a text", z.coerce.string()],
    ["a default", z.optional(z.string()).default("a")],
    ["a list", z.array(z.string())],
    ["one of several values", z.literal(["a", "b"])],
  ])("leaves %s to the schema", (_title, field) => {
    const check = plainCheck(z.strictObject({ field }));
    for (const given of ["ab", "a", " a", "https://a.example", 1, 0, 1.5, ["a"]]) {
      expect(check({ field: given })).toBe(false);
    }
  });

  test("leaves objects to the schema that are open, refined or none", () => {
    const text = z.string();
    const refined = z.strictObject({ text }).refine(() => true);
    for (const schema of [z.object({ text }), z.looseObject({ text }), refined, z.any()]) {
      expect(plainCheck(schema)({ text: "a" })).toBe(false);
    }
    expect(plainCheck(z.strictObject({ text }))({ text: "a" })).toBe(true);
  });

  test("leaves out only what may be absent, not what a default takes the place of", () => {
    const text = z.string();
    expect(plainCheck(z.strictObject({ text: z.optional(text) }))({})).toBe(true);
    const defaults = [text.default("a"), z.optional(text.default("a")), text.catch("a")];
    const checked = z.optional(text).refine((given) => given !== undefined);
    for (const field of [text, ...defaults, checked]) {
      expect(plainCheck(z.strictObject({ field }))({})).toBe(false);
    }
  });
});
