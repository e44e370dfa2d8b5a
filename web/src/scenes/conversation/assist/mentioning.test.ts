import type { Person } from "@relais/client";
import { describe, expect, it } from "vitest";
import { mentionedIn, mentioningAt, peopleNamed } from "./mentioning.ts";

const person = (full_name: string): Person => ({ id: full_name, full_name, role: "agent" });
const people = [person("Claire Diallo"), person("Éric N’Guessan"), person("Seydou Coulibaly")];
const names = (found: readonly Person[]) => found.map(({ full_name }) => full_name);

describe("A mention while it is written", () => {
  it("begins with « @ » at the beginning of a word, and ends with the caret", () => {
    expect(mentioningAt("@cla", 4)).toEqual({ query: "cla", from: 0 });
    expect(mentioningAt("Voir @Claire Di plus tard", 15)).toEqual({ query: "Claire Di", from: 5 });
    expect(mentioningAt("awa@exemple", 11)).toBeNull();
    expect(mentioningAt("@Claire Diallo tu", 17)).toBeNull();
    expect(mentioningAt("rien", 4)).toBeNull();
  });

  it("finds people by either name, accents aside", () => {
    expect(names(peopleNamed(people, "er"))).toEqual(["Éric N’Guessan"]);
    expect(names(peopleNamed(people, "coul"))).toEqual(["Seydou Coulibaly"]);
    expect(names(peopleNamed(people, "claire d"))).toEqual(["Claire Diallo"]);
    expect(names(peopleNamed(people, ""))).toHaveLength(3);
  });

  it("counts those whose name still stands there, once", () => {
    expect(mentionedIn("@Claire Diallo et @Seydou", people)).toEqual(["Claire Diallo"]);
    const [claire] = people;
    expect(mentionedIn("@Claire Diallo", claire ? [claire, claire] : [])).toHaveLength(1);
  });
});
