import { openCaseBody, receiptBody, signInBody, upFrames } from "@relais/protocol";
import { expect, it } from "vitest";
import { InvalidInput } from "./invalid-input.ts";

it("names every wrong field with a sentence in the caller's language", () => {
  const input = new InvalidInput(openCaseBody, {
    title: 12,
    priority: "hot",
    latitude: 91,
    client_id: "no spaces",
    colour: "red",
  });
  expect(input.fields("en")).toEqual({
    kind: "This field is required.",
    title: "Give a text.",
    priority: "Choose one of: low, normal, high, urgent.",
    latitude: "90 at most.",
    client_id: "Letters, digits and . _ : - only.",
    colour: "There is no such field: remove it.",
  });
  expect(input.fields("fr")).toMatchObject({
    kind: "Ce champ est obligatoire.",
    priority: "Choisissez parmi : low, normal, high, urgent.",
    latitude: "90 au plus.",
    colour: "Ce champ n’existe pas : retirez-le.",
  });
});

it("names a field deep inside by its path", () => {
  const input = new InvalidInput(upFrames.hello, {
    type: "hello",
    version: 1,
    subscriptions: [{ conversation_id: "abc", after: -1 }],
  });
  expect(input.fields("en")).toEqual({
    "subscriptions.0.conversation_id": "Give an id that this server returned.",
    "subscriptions.0.after": "0 at least.",
  });
});

it.each([undefined, null, "text", [1]])("calls a body that is no object `body`: %j", (body) => {
  expect(Object.keys(new InvalidInput(signInBody, body).fields("fr"))).toEqual(["body"]);
});

it("never repeats what was given", () => {
  const input = new InvalidInput(signInBody, { email: "not an address", password: 42 });
  expect(JSON.stringify(input.fields("en"))).not.toMatch(/not an address|42/);
  expect(new InvalidInput(receiptBody, { read: 1.5 }).fields("fr")).toEqual({
    read: "Donnez un nombre entier.",
  });
});
