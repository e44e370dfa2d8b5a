import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { openedTalk, type Talk } from "./support/cases.ts";
import { barriers } from "./support/axe.ts";
import { useStage } from "./support/stage.ts";
import { bubble, field, log, shellKept, write } from "./support/talk.ts";

const stage = useStage({ keepsApp: true });

const step = (page: Page, text: string) =>
  page.getByRole("region", { name: "Guidage" }).getByRole("heading", { name: text });
const answer = (page: Page, name: string) =>
  page.getByRole("region", { name: "Guidage" }).getByRole("button", { name, exact: true }).click();
const bar = (page: Page, text: string | RegExp) => page.getByRole("button", { name: text });

/** How every step of the newest session was answered, as the server has it. */
async function resultsOf({ conversation }: Talk) {
  const [newest] = await (await stage.client("moussa")).http.guidance(conversation);
  return newest?.steps.map(({ result }) => result);
}

async function begin(moussa: Page): Promise<void> {
  await moussa.getByRole("button", { name: "Guider pas à pas" }).click();
  await moussa.getByRole("dialog").getByRole("button", { name: "Guider pas à pas" }).click();
  await bar(moussa, /écrivez la première étape/).waitFor();
}

describe("a guidance, from both sides", () => {
  it("goes step by step, by thumb, with help and an end", async () => {
    const talk = await openedTalk(stage, "Moteur qui ne démarre pas");
    const awa = await stage.person("awa", talk.path);
    const moussa = await stage.person("moussa", talk.path, { device: "desktop" });
    await begin(moussa);
    await awa.getByText("prépare la première étape").waitFor();
    expect(await field(awa).count()).toBe(0);

    await write(moussa, "Ouvrez le capot");
    await step(awa, "Ouvrez le capot").waitFor();
    await bar(moussa, /réponse de Awa attendue/).waitFor();
    expect(await barriers(awa, "guided")).toEqual([]);
    expect(await barriers(moussa, "guiding")).toEqual([]);

    // What is typed too early is kept and does not leave.
    await field(moussa).fill("Tirez la manette noire");
    await field(moussa).press("Enter");
    await moussa.getByText("Votre texte est gardé").waitFor();
    await answer(awa, "C’est fait");
    await bar(moussa, /écrivez l’étape 2/).waitFor();
    await field(moussa).press("Enter");
    await step(awa, "Tirez la manette noire").waitFor();

    // Awa is lost, asks, writes, and is led on.
    await answer(awa, "Aidez-moi");
    await bar(moussa, /Awa demande de l’aide à l’étape 2/).waitFor();
    await answer(awa, "Écrire");
    await write(awa, "Je ne vois pas de manette");
    await bubble(moussa, "Je ne vois pas de manette").waitFor();
    await write(moussa, "Elle est sous le volant");
    await step(awa, "Elle est sous le volant").waitFor();
    await answer(awa, "Cela n’a pas marché");

    await bar(moussa, /écrivez l’étape 4/).click();
    await moussa.getByRole("button", { name: /problème résolu/ }).click();
    await field(awa).waitFor();
    // It is said aloud beside the log as well, to whoever listens.
    await log(awa).getByText("Moussa a terminé le guidage").waitFor();
    expect(await resultsOf(talk)).toEqual(["done", "help", "failed"]);
  });

  it("keeps an answer that is given without network, and sends it once", async () => {
    const talk = await openedTalk(stage, "Batterie à plat");
    const awa = await stage.person("awa", talk.path);
    const moussa = await stage.person("moussa", talk.path, { device: "desktop" });
    await begin(moussa);
    await write(moussa, "Débranchez la cosse noire");
    await step(awa, "Débranchez la cosse noire").waitFor();
    await shellKept(awa);
    await awa.context().setOffline(true);
    await awa
      .getByRole("region", { name: "Guidage" })
      .getByText(/^Hors ligne/)
      .waitFor();
    await answer(awa, "C’est fait");
    await awa.getByText("Elle partira dès que le réseau revient").waitFor();
    expect(await resultsOf(talk)).toEqual([null]);
    await awa.context().setOffline(false);
    await bar(moussa, /écrivez l’étape 2/).waitFor();
    expect(await resultsOf(talk)).toEqual(["done"]);
    const { messages } = await (await stage.client("moussa")).http.history(talk.conversation);
    const answers = messages.filter(
      ({ system }) => system?.name === "guidance" && system.fact === "done",
    );
    expect(answers).toHaveLength(1);
  });

  it("is left at any time by the person guided", async () => {
    const talk = await openedTalk(stage, "Fumée sous le capot");
    const awa = await stage.person("awa", talk.path);
    const moussa = await stage.client("moussa");
    await moussa.http.startGuidance(talk.conversation);
    await answer(awa, "Quitter le guidage");
    await awa.getByRole("dialog").getByRole("button", { name: "Quitter le guidage" }).click();
    await field(awa).waitFor();
    const [record] = await moussa.http.guidance(talk.conversation);
    expect(record?.ended_because).toBe("left");
  });
});
