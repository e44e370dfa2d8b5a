import type { SystemNote } from "@relais/protocol";
import { expect, test } from "vitest";
import { systemSentence } from "./system-sentence.ts";

const confirmed = {
  fr: "{name} a confirmé le rendez-vous : {title}.",
  en: "{name} has confirmed the appointment: {title}.",
};
const statuses = [{ name: "confirmed", announcement: confirmed }];
// Of a status the sentence needs nothing but its name and its words.
const kindOf = () => ({ statuses }) as never;
const note: SystemNote = {
  name: "status",
  kind: "appointment",
  status: "confirmed",
  actor_name: "Ibrahim Koné",
  title: "Vidange",
};

test("a conversation that tells of several cases says which one it is", () => {
  expect(systemSentence(note, "fr", kindOf)).toBe(
    "Ibrahim Koné a confirmé le rendez-vous : Vidange.",
  );
  expect(systemSentence(note, "en", kindOf)).toBe(
    "Ibrahim Koné has confirmed the appointment: Vidange.",
  );
});

test("names and titles are told as they were written, whatever they look like", () => {
  const odd = { ...note, actor_name: "{title} $& {name}", title: "{name} $1 {step}" };
  expect(systemSentence(odd, "en", kindOf)).toBe(
    "{title} $& {name} has confirmed the appointment: {name} $1 {step}.",
  );
});

test("a step of a guidance has its number", () => {
  const done: SystemNote = {
    name: "guidance",
    fact: "done",
    session_id: "s",
    step: 3,
    instruction: 1,
    actor_name: "Awa",
    words: null,
  };
  expect(systemSentence(done, "en", kindOf)).toBe("Awa: step 3 is done.");
});
