import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { barriers } from "./support/axe.ts";
import { openedTalk } from "./support/cases.ts";
import { useStage } from "./support/stage.ts";
import { field } from "./support/talk.ts";

const stage = useStage();

const region = (page: Page) => page.getByRole("region", { name: "Guidage" });
const step = (page: Page, text: string) => region(page).getByRole("heading", { name: text });
const answer = (page: Page, name: string) =>
  region(page).getByRole("button", { name, exact: true }).click();
const plan = (page: Page) => page.getByRole("region", { name: "Étape proposée" });
const give = (page: Page) => plan(page).getByRole("button", { name: "Donner cette étape" }).click();

describe("a procedure", () => {
  it("N26.1–N26.5: is saved from a guidance, rewritten by the office, and followed on another case", async () => {
    const worker = await stage.client("moussa");
    const first = await openedTalk(stage, "Moteur muet");
    await worker.http.startGuidance(first.conversation);
    const guided = await stage.person("awa", first.path);
    const say = async (text: string, result: string) => {
      await worker.http.sendMessage(first.conversation, text);
      await step(guided, text).waitFor();
      await answer(guided, result);
      await region(guided).getByText("C’est noté").waitFor();
    };
    await say("Tournez la clé", "Cela n’a pas marché");
    await say("Nettoyez les cosses", "C’est fait");
    const answered = async () =>
      (await worker.http.guidance(first.conversation))[0]?.steps[1]?.result;
    await expect.poll(answered, { timeout: 20_000 }).toBe("done");
    await worker.http.endGuidance(first.conversation, { solved: true });

    const title = `Moteur muet ${Date.now()}`;
    const moussa = await stage.person("moussa", first.path, { device: "desktop" });
    await moussa.getByRole("button", { name: "Guider pas à pas" }).click();
    const sheet = moussa.getByRole("dialog");
    await sheet.getByText(/Problème résolu/).click();
    await sheet.getByRole("button", { name: "Enregistrer comme procédure" }).click();
    await sheet.getByLabel("Titre").fill(title);
    await sheet.getByRole("button", { name: "Enregistrer", exact: true }).click();
    await moussa.getByText(`Procédure «\u00a0${title}\u00a0» enregistrée.`).waitFor();

    // The office asks for what differs from case to case.
    const claire = await stage.person("claire", "/procedures", { device: "desktop" });
    await claire.getByRole("link", { name: title }).click();
    await claire.getByRole("button", { name: "Ajouter une question" }).click();
    await claire.getByLabel("Question").fill("Quelle cosse ?");
    await claire.getByLabel("Alors, 1").fill("Nettoyez la cosse {{v1}}");
    expect(await barriers(claire, "a procedure")).toEqual([]);
    await claire.getByRole("button", { name: "Enregistrer une nouvelle version" }).click();
    await claire.getByText("Version 2").waitFor();

    // Another case: asked first, then offered step by step.
    const second = await openedTalk(stage, "Moteur muet encore");
    const awa = await stage.person("awa", second.path);
    await moussa.goto(second.path);
    await moussa.getByRole("button", { name: "Guider pas à pas" }).click();
    await sheet.getByRole("button", { name: title }).click();
    await sheet.getByRole("button", { name: "Démarrer cette procédure" }).click();
    await sheet.getByText("Répondez à cette question.").waitFor();
    await sheet.getByLabel("Quelle cosse ?").fill("noire");
    await sheet.getByRole("button", { name: "Démarrer cette procédure" }).click();
    await plan(moussa).getByText("Tournez la clé").waitFor();
    expect(await barriers(moussa, "guiding by a procedure")).toEqual([]);
    await give(moussa);
    await step(awa, "Tournez la clé").waitFor();
    await awa.getByText("Étape 1 sur 1").waitFor();
    await answer(awa, "Cela n’a pas marché");
    // What is written for a failure, in other words than it says.
    await plan(moussa).getByText("Nettoyez la cosse noire").waitFor();
    await plan(moussa).getByRole("button", { name: "Reformuler avant d’envoyer" }).click();
    await field(moussa).fill("Nettoyez bien la cosse noire");
    await field(moussa).press("Enter");
    await step(awa, "Nettoyez bien la cosse noire").waitFor();
    await answer(awa, "C’est fait");
    // Then the step again, as the procedure was saved to go on: here it has no more.
    await moussa.getByRole("button", { name: /Procédure terminée/ }).waitFor();
    const [record] = await worker.http.guidance(second.conversation);
    expect(record).toMatchObject({
      procedure: { title, version: 2 },
      steps: [{ planned: { place: 1 } }, { planned: { place: 1 } }],
    });
    expect(await awa.content()).not.toContain(title);

    // Its numbers.
    await worker.http.endGuidance(second.conversation, { solved: true });
    await claire.goto("/statistics");
    const row = claire.getByRole("row").filter({ hasText: title });
    await row.getByText("100 %").waitFor();
    expect(await barriers(claire, "numbers of guidance")).toEqual([]);
    await claire.setViewportSize({ width: 360, height: 740 });
    expect(await barriers(claire, "numbers of guidance on a phone")).toEqual([]);
    expect(await claire.content()).not.toContain("NaN");
  });

  it("N26.4: is left for a step of another one and for a step that is skipped", async () => {
    const { http } = await stage.client("claire");
    const procedures = await http.procedures();
    const named = (name: string) => `${name} ${Date.now()}`;
    const titles = { followed: named("Charge"), other: named("Fusibles") };
    const write = (title: string, ...texts: string[]) =>
      procedures.create({
        title,
        description: "",
        variables: [],
        steps: texts.map((text, place) => ({
          id: `s${place}`,
          text,
          pictures: [],
          if_failed: null,
        })),
      });
    await write(titles.followed, "Coupez le contact", "Mesurez la tension", "Rallumez");
    await write(titles.other, "Ouvrez la boîte", "Changez le fusible 12");

    const talk = await openedTalk(stage, "Charge faible");
    const awa = await stage.person("awa", talk.path);
    const moussa = await stage.person("moussa", talk.path, { device: "desktop" });
    await moussa.getByRole("button", { name: "Guider pas à pas" }).click();
    const sheet = moussa.getByRole("dialog");
    await sheet.getByRole("button", { name: titles.followed }).click();
    await sheet.getByRole("button", { name: "Démarrer cette procédure" }).click();
    await plan(moussa).getByText("Coupez le contact").waitFor();
    await give(moussa);
    await step(awa, "Coupez le contact").waitFor();
    await awa.getByText("Étape 1 sur 3").waitFor();
    await answer(awa, "C’est fait");

    // In the middle, a step of another procedure: it moves nothing in this one.
    await plan(moussa).getByText("Mesurez la tension").waitFor();
    await plan(moussa).getByRole("button", { name: "Choisir une autre étape" }).click();
    await sheet.getByRole("button", { name: "Voir les autres procédures" }).click();
    await sheet.getByRole("button", { name: titles.other }).click();
    await sheet.getByRole("button", { name: "Changez le fusible 12" }).click();
    await expect.poll(() => field(moussa).inputValue()).toBe("Changez le fusible 12");
    await field(moussa).press("Enter");
    await step(awa, "Changez le fusible 12").waitFor();
    await answer(awa, "C’est fait");

    // The next one is not needed here.
    await plan(moussa).getByText("Mesurez la tension").waitFor();
    await plan(moussa).getByRole("button", { name: "Passer" }).click();
    await plan(moussa).getByText("Rallumez").waitFor();
    await expect
      .poll(() => plan(moussa).getByRole("button", { name: "Donner cette étape" }).isEnabled())
      .toBe(true);
    await give(moussa);
    await step(awa, "Rallumez").waitFor();
    await awa.getByText("Étape 3 sur 3").waitFor();
    const [record] = await (await stage.client("moussa")).http.guidance(talk.conversation);
    expect(record?.steps.map(({ text, planned }) => [text, planned?.place])).toEqual([
      ["Coupez le contact", 1],
      ["Changez le fusible 12", undefined],
      ["Rallumez", 3],
    ]);
  });

  it("N26.6: is nothing for a customer, and only read by a technician", async () => {
    const awa = await stage.person("awa", "/procedures");
    await awa.getByRole("heading", { name: "Procédures" }).first().waitFor();
    expect(await awa.getByRole("link", { name: "Nouvelle procédure" }).count()).toBe(0);
    const moussa = await stage.person("moussa", "/procedures");
    await moussa.getByRole("heading", { name: "Procédures" }).waitFor();
    // The demonstration brings one. It counts what the customer will be told, not what only a failure brings.
    await moussa.getByRole("link", { name: /Batterie à plat.*5 étapes/ }).waitFor();
    expect(await moussa.getByRole("link", { name: "Nouvelle procédure" }).count()).toBe(0);
    const numbers = await stage.person("moussa", "/statistics");
    await numbers.getByRole("heading", { name: "Statistiques" }).first().waitFor();
    expect(await numbers.getByRole("table").count()).toBe(0);
  });
});
