import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { barriers } from "./support/axe.ts";
import { openedTalk } from "./support/cases.ts";
import { useStage } from "./support/stage.ts";
import { bubble, field, write } from "./support/talk.ts";

const stage = useStage();

const region = (page: Page) => page.getByRole("region", { name: "Guidage" });
const history = (page: Page) => page.locator("[data-history]");

describe("the record of a guidance", () => {
  it("N26.7: stands in the timeline, live and by the link, with its steps and the way to each", async () => {
    const talk = await openedTalk(stage, "Alternateur");
    const moussa = await stage.client("moussa");
    const { path } = await moussa.http.shareLink(talk.conversation);
    const desk = await stage.person("moussa", talk.path, { device: "desktop" });
    const phone = await (await stage.device()).newPage();
    await phone.goto(path);
    await field(phone).waitFor();
    await moussa.http.startGuidance(talk.conversation);
    await history(desk).getByText("Moussa Keïta guide Awa Traoré pas à pas").waitFor();
    for (const [text, said] of [
      ["Desserrez l’écrou zingué", "Cela n’a pas marché"],
      ["Chauffez-le d’abord", "C’est fait"],
    ] as const) {
      await write(desk, text);
      await region(phone).getByRole("heading", { name: text }).waitFor();
      await region(phone).getByRole("button", { name: said, exact: true }).click();
      await region(phone).getByText("C’est noté").waitFor();
    }
    await desk.getByRole("button", { name: /écrivez l’étape 3/ }).click();
    await desk.getByRole("button", { name: /problème résolu/ }).click();
    await history(desk).getByText("Guidage terminé : problème résolu").waitFor();
    await history(desk)
      .getByText(/2 étapes · 1 n’a pas marché · en/)
      .waitFor();

    // The customer reads the same, and goes to where a step was said.
    await phone.getByRole("button", { name: "Votre suivi" }).click();
    await phone.getByText("Guidage terminé : problème résolu").waitFor();
    await phone.getByRole("button", { name: "Voir les étapes" }).click();
    await phone.getByText("Desserrez l’écrou zingué").last().waitFor();
    expect(await phone.getByRole("button", { name: "Enregistrer comme procédure" }).count()).toBe(
      0,
    );
    expect(await barriers(phone, "the record by the link")).toEqual([]);

    // And it is searched like what people write.
    await expect
      .poll(async () => (await moussa.http.search({ q: "zingué" })).hits.length, {
        timeout: 20_000,
      })
      .toBe(1);
  });

  it("leads a search to a step while somebody is still being guided", async () => {
    const talk = await openedTalk(stage, "Radiateur");
    const moussa = await stage.client("moussa");
    await moussa.http.startGuidance(talk.conversation);
    await moussa.http.sendMessage(talk.conversation, "Purgez par la vis moletée");
    await expect
      .poll(async () => (await moussa.http.search({ q: "moletée" })).hits.length, {
        timeout: 20_000,
      })
      .toBe(1);
    const awa = await stage.person("awa", "/requests");
    await awa.getByRole("button", { name: "Rechercher" }).click();
    await awa.getByRole("searchbox").fill("moletée");
    await awa.getByRole("dialog").getByRole("link").click();
    await bubble(awa, "Purgez par la vis moletée").waitFor();
    // The step waits one tap away.
    expect(await region(awa).count()).toBe(0);
    await awa.getByRole("button", { name: "Revenir à l’étape" }).click();
    await region(awa).getByRole("heading", { name: "Purgez par la vis moletée" }).waitFor();
  });

  it("N26.1: of a closed case is kept as a procedure, from the timeline", async () => {
    const talk = await openedTalk(stage, "Démarreur");
    const moussa = await stage.client("moussa");
    await moussa.http.startGuidance(talk.conversation);
    await moussa.http.sendMessage(talk.conversation, "Tapez sur le démarreur");
    await moussa.http.endGuidance(talk.conversation, { solved: true });
    await moussa.http.changeStatus(talk.id, "cancelled");
    const desk = await stage.person("moussa", talk.path, { device: "desktop" });
    await desk.getByText("Conversation fermée").waitFor();
    await desk.getByRole("button", { name: "Voir les étapes" }).click();
    const sheet = desk.getByRole("dialog");
    await sheet.getByText("Tapez sur le démarreur").waitFor();
    expect(await barriers(desk, "the record")).toEqual([]);
    await sheet.getByRole("button", { name: "Enregistrer comme procédure" }).click();
    const title = `Démarreur ${Date.now()}`;
    await sheet.getByLabel("Titre").fill(title);
    await sheet.getByRole("button", { name: "Enregistrer", exact: true }).click();
    await desk.getByText(`Procédure «\u00a0${title}\u00a0» enregistrée.`).waitFor();
  });
});
