import { describe, expect, it } from "vitest";
import { openedTalk } from "./support/cases.ts";
import { useStage } from "./support/stage.ts";
import { bubble, log } from "./support/talk.ts";

const stage = useStage();

describe("looking for what was said", () => {
  it("finds a plate in an old conversation, and goes to the message in its place", async () => {
    const talk = await openedTalk(stage, "Remorquage");
    const moussa = await stage.client("moussa");
    await moussa.http.sendMessage(talk.conversation, "Le véhicule est immatriculé AB-1234-CD");
    for (let index = 1; index <= 60; index += 1)
      await moussa.http.sendMessage(talk.conversation, `Étape ${index} du remorquage`);
    const awa = await stage.person("awa", "/requests");
    await awa.getByRole("button", { name: "Rechercher" }).click();
    const field = awa.getByRole("searchbox");
    const hit = awa.getByRole("dialog").getByRole("link");
    // The index follows within moments.
    await expect
      .poll(
        async () => {
          await field.fill("");
          await field.fill("ab 1234");
          await awa
            .getByRole("dialog")
            .locator("mark, h2:has-text('Aucun message')")
            .first()
            .waitFor();
          return hit.count();
        },
        { timeout: 20_000 },
      )
      .toBe(1);
    expect(await hit.getByText("Remorquage").count()).toBe(1);
    await hit.click();
    await bubble(awa, "immatriculé AB-1234-CD").waitFor();
    // Sixty messages further down: it was brought from the past, not scrolled by.
    expect(await log(awa).getByText("Étape 60 du remorquage").isVisible()).toBe(false);
  });

  it("says when nothing was found, and never finds what a neighbour wrote", async () => {
    const talk = await openedTalk(stage, "Secret de voisin");
    const moussa = await stage.client("moussa");
    await moussa.http.sendMessage(talk.conversation, "Le code du portail est zzyx");
    // Found by those who may.
    await expect
      .poll(async () => (await moussa.http.search({ q: "zzyx" })).hits.length, { timeout: 20_000 })
      .toBe(1);
    const oscar = await stage.person("oscar", "/requests");
    await oscar.getByRole("button", { name: "Rechercher" }).click();
    await oscar.getByRole("searchbox").fill("zzyx");
    await oscar.getByText("Aucun message trouvé").waitFor();
    expect(await oscar.getByRole("dialog").getByRole("link").count()).toBe(0);
  });
});
