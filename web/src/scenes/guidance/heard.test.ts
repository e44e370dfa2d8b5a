import { describe, expect, it } from "vitest";
import { heardIn } from "./heard.ts";

describe("an answer by voice", () => {
  it.each([
    ["C’est fait", "done"],
    ["fait", "done"],
    ["euh terminé", "done"],
    ["OK done", "done"],
    ["voilà, ça y est", "done"],
    ["c’est fait, merci", "done"],
    ["it’s done", "done"],
    ["ça n’a pas marché", "failed"],
    ["ça marche pas", "failed"],
    ["it didn’t work", "failed"],
    ["J’ai besoin d’aide", "help"],
    ["répète s’il te plaît", "again"],
  ])("« %s » is %s", (said, meant) => expect(heardIn(said)).toBe(meant));

  it("never takes for done what is not", () => {
    expect(heardIn("pas encore fait")).toBe("again");
    expect(heardIn("ça fait du bruit")).toBeNull();
    expect(heardIn("qu’est-ce que j’ai fait là")).toBeNull();
    expect(heardIn("parfaitement")).toBeNull();
    expect(heardIn("")).toBeNull();
  });
});
