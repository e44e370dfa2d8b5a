import { expect, it } from "vitest";
import { fieldHints, hintsIn } from "./field-hints.ts";
import { upFrames } from "./frames/up/index.ts";
import { openCaseBody } from "./http/cases.ts";
import { receiptBody } from "./http/conversations.ts";
import { signInBody } from "./http/sessions.ts";

it("names every wrong field with a sentence in the caller's language", () => {
  const hints = fieldHints(openCaseBody, {
    title: 12,
    priority: "hot",
    latitude: 91,
    client_id: "no spaces",
    colour: "red",
  });
  expect(hintsIn(hints, "en")).toEqual({
    kind: "This field is required.",
    title: "Give a text.",
    priority: "Choose one of: low, normal, high, urgent.",
    latitude: "90 at most.",
    client_id: "Letters, digits and . _ : - only.",
    colour: "There is no such field: remove it.",
  });
  expect(hintsIn(hints, "fr")).toMatchObject({
    kind: "Ce champ est obligatoire.",
    priority: "Choisissez parmi : low, normal, high, urgent.",
    latitude: "90 au plus.",
    colour: "Ce champ n’existe pas : retirez-le.",
  });
});

it("names a field deep inside by its path", () => {
  const hints = fieldHints(upFrames.hello, {
    type: "hello",
    version: 1,
    subscriptions: [{ conversation_id: "abc", after: -1 }],
  });
  expect(hintsIn(hints, "en")).toEqual({
    "subscriptions.0.conversation_id": "Give an id that this server returned.",
    "subscriptions.0.after": "0 at least.",
  });
});

it.each([undefined, null, "text", [1]])("calls a body that is no object `body`: %j", (body) => {
  expect(Object.keys(fieldHints(signInBody, body))).toEqual(["body"]);
});

it("never repeats what was given", () => {
  const hints = fieldHints(signInBody, { email: "not an address", password: 42 });
  expect(JSON.stringify(hintsIn(hints, "en"))).not.toMatch(/not an address|42/);
  expect(hintsIn(fieldHints(receiptBody, { read: 1.5 }), "fr")).toEqual({
    read: "Donnez un nombre entier.",
  });
});
