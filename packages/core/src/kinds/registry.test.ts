import { kindView } from "@relais/protocol";
import { describe, expect, test } from "vitest";
import { checkKind } from "./check-kind.ts";
import { type Kind, kindViewOf } from "./kind.ts";
import { kinds } from "./registry.ts";
import { kind as request } from "./request.ts";

const views = kinds.all().map((kind) => kindViewOf(kind));

describe("The registry of kinds", () => {
  test("finds what has a file in the folder", () => {
    expect(kinds.get("request")).toBe(request);
    expect(kinds.get("kind")).toBeUndefined();
  });

  test("tells clients words and steps in the shape of the protocol, and nothing of the server's", () => {
    for (const view of views) expect(kindView.parse(view)).toEqual(view);
  });

  test("gives every status and step words in French and English", () => {
    for (const { statuses, transitions, quick_answers } of views) {
      for (const { title, sentence } of statuses) {
        for (const words of [title, sentence]) expect([words.fr, words.en]).not.toContain("");
      }
      for (const { action } of transitions) expect([action.fr, action.en]).not.toContain("");
      for (const { text } of quick_answers) expect([text.fr, text.en]).not.toContain("");
    }
  });
});

describe("A declaration that contradicts itself stops the start", () => {
  const answer = { id: "here", text: { fr: "Ici", en: "Here" }, statuses: [], roles: [] };
  const reopening = kinds.get("ticket")?.reopening as NonNullable<Kind["reopening"]>;
  const broken: [string, Partial<Kind>, RegExp][] = [
    ["an unknown first status", { begins: "dreaming" }, /no status dreaming/],
    [
      "a step of taking that is not declared",
      { taking: { from: "pending", to: "arrived" } },
      /taking/,
    ],
    [
      "a status from which nothing leads on",
      { transitions: request.transitions.filter(({ from }) => from !== "arrived") },
      /arrived neither ends nor leads on/,
    ],
    [
      "a status declared twice",
      { statuses: [...request.statuses, ...request.statuses.slice(0, 1)] },
      /twice/,
    ],
    [
      "taking up again what has ended",
      { reopening: { ...reopening, from: "completed" } },
      /not done and open/,
    ],
    [
      "a one-tap answer for a status that is not declared",
      { quick_answers: [{ ...answer, statuses: ["dreaming"] }] },
      /quick_answers: answers.0.statuses/,
    ],
  ];
  const appointment = kinds.get("appointment") as Kind;
  const wrongReminders: [string, Partial<Kind>, RegExp][] = [
    ["of no hour", { fields: [] }, /asks for none/],
    ["after the end", { reminders: { statuses: ["cancelled"], minutes_before: [60] } }, /open/],
    ["when it takes place", { reminders: { statuses: [], minutes_before: [0] } }, /minutes/],
  ];
  test.each(wrongReminders)("a reminder %s", (_name, part, message) => {
    expect(() => checkKind({ ...appointment, ...part }, "appointment")).toThrow(message);
  });

  const [taking] = request.transitions;
  const [open, leave] = [request.transitions.at(-1), request.transitions[1]];
  const proving = (
    step: Kind["transitions"][number] | undefined,
    proof: object,
  ): Partial<Kind> => ({
    transitions: request.transitions.map((one) => (one === step ? { ...one, proof } : one)),
  });
  const photos = { photos: "required" };
  const wrongProofs: [string, Partial<Kind>, RegExp][] = [
    ["of nothing", proving(open, {}), /asks for a proof of nothing/],
    ["of taking it", proving(taking, photos), /those who may not take it/],
    [
      "of a step that is not theirs who do the work",
      proving(
        request.transitions.find(({ by }) => by.includes("customer") && !by.includes("assignee")),
        photos,
      ),
      /those who may not take it/,
    ],
    [
      "by a code that its taker has",
      proving(
        request.transitions.find(({ by }) => by.includes("customer") && by.includes("assignee")),
        { code: "required" },
      ),
      /one of those who take it has/,
    ],
    [
      "that a one-tap answer does not bring",
      proving(leave, photos),
      /quick_answers: answers.0.step/,
    ],
    ["of what never ends", { ...proving(open, photos), one_per_pair: true }, /one per pair/],
  ];
  test.each(wrongProofs)("N37.1: a proof %s", (_name, part, message) => {
    expect(() => checkKind({ ...request, ...part }, "request")).toThrow(message);
  });

  const ticket = kinds.get("ticket") as Kind;
  const wrongReopenings: [string, Partial<Kind>, RegExp][] = [
    ["back to what is done", { reopening: { ...reopening, to: "closed" } }, /worked on/],
    ["without a last day", { reopening: { ...reopening, days: 0 } }, /number of days/],
    [
      "beside a step that knows no last day",
      {
        transitions: [
          ...ticket.transitions,
          { from: "resolved", to: "in_progress", by: ["admin"], action: reopening.action },
        ],
      },
      /a step and reopening/,
    ],
  ];
  test.each(wrongReopenings)("a reopening %s", (_name, part, message) => {
    expect(() => checkKind({ ...ticket, ...part }, "ticket")).toThrow(message);
  });

  test.each(broken)("%s", (_name, part, message) => {
    expect(() => checkKind({ ...request, ...part }, "request")).toThrow(message);
  });

  test("a name that is not its file's", () => {
    expect(() => checkKind(request, "appointment")).toThrow(/must be that of its file/);
  });

  test.each(["a b", "a,b", "a:b", "A", ""])("a name that is no plain word: « %s »", (name) => {
    expect(() => checkKind({ ...request, name }, name)).toThrow(/small letters/);
  });
});
