import { describe, expect, it } from "vitest";
import { journalOf, openedTalk } from "./support/cases.ts";
import { keptHere, stored } from "./support/kept.ts";
import { useStage } from "./support/stage.ts";
import { bubble, expectTexts, write } from "./support/talk.ts";

const stage = useStage();

describe("a case that goes to somebody else", () => {
  it("takes its conversation with it; what the one before wrote without a network is told as not sent (P5, N3.9)", async () => {
    const talk = await openedTalk(stage, "Pompe bruyante");
    const moussa = await stage.person("moussa", talk.path);
    const awa = await stage.person("awa", talk.path);
    await write(moussa, "J’arrive à midi");
    await keptHere(moussa, "J’arrive à midi");
    await moussa.context().setOffline(true);
    await write(moussa, "Le portail est-il ouvert ?");
    await write(moussa, "Je suis devant");
    const claire = await stage.client("claire");
    const second = await stage.client("second");
    const { id: assignee_id } = await second.http.me();
    await claire.http.assignCase(talk.id, assignee_id);
    await write(awa, "Seulement pour la personne d’après");

    await moussa.context().setOffline(false);
    const unsentOf = (title: string) => {
      const name = `Vos messages non envoyés\u00a0: «\u00a0${title}\u00a0»`;
      return moussa.getByRole("region", { name, exact: true });
    };
    const unsent = unsentOf("Pompe bruyante");
    await unsent.getByText("Le portail est-il ouvert ?").waitFor();
    await expect.poll(() => unsent.getByText("Non envoyé.", { exact: true }).count()).toBe(2);
    await moussa
      .getByRole("heading", { name: "Ce dossier est passé à quelqu’un d’autre" })
      .waitFor();
    expect(await moussa.getByText("Seulement pour la personne d’après").count()).toBe(0);
    await expect
      .poll(async () => JSON.stringify(await stored(moussa, "relais-memory", "conversations")))
      .not.toContain("J’arrive à midi");
    await unsent.getByRole("button", { name: "Supprimer" }).first().click();
    await expect.poll(() => unsent.getByRole("listitem").count()).toBe(1);

    // Another day, from the list, in which the case does not stand any more.
    await moussa.goto(new URL("/", moussa.url()).href);
    await unsent.getByText("Je suis devant").waitFor();

    // A second one that was handed on: each says what it is about.
    const other = await openedTalk(stage, "Fuite au garage");
    await moussa.goto(new URL(other.path, moussa.url()).href);
    await write(moussa, "Je passe ce soir");
    await keptHere(moussa, "Je passe ce soir");
    await moussa.context().setOffline(true);
    await write(moussa, "Laissez la clé au gardien");
    await claire.http.assignCase(other.id, assignee_id);
    await moussa.context().setOffline(false);
    const key = unsentOf("Fuite au garage").getByText("Laissez la clé au gardien");
    await key.waitFor();
    await moussa.goto(new URL("/", moussa.url()).href);
    await key.waitFor();
    expect(await journalOf(stage, other, "claire")).toEqual(["Je passe ce soir"]);
    await unsent.getByRole("button", { name: "Supprimer" }).click();
    await unsent.waitFor({ state: "detached" });

    await expectTexts(awa, ["J’arrive à midi", "Seulement pour la personne d’après"]);
    await write(await stage.person("second", talk.path), "Je reprends");
    await bubble(awa, "Je reprends").waitFor();
    await awa.getByText("Moussa Keïta").first().waitFor();
    expect(await journalOf(stage, talk, "second")).toEqual([
      "J’arrive à midi",
      "Seulement pour la personne d’après",
      "Je reprends",
    ]);
  });
});
