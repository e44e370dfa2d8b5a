import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { signIn, signInByForm } from "./support/sign-in.ts";
import { useStage } from "./support/stage.ts";

const stage = useStage({ keepsApp: true });
const deadline = { timeout: 20_000 };

/** A request of Awa's that Moussa has taken, with a first word. */
async function talk(title: string): Promise<string> {
  const [awa, moussa] = await Promise.all([stage.client("awa"), stage.client("moussa")]);
  const { id } = await awa.http.openCase({ kind: "request", title });
  const { conversation_id } = await moussa.http.acceptCase(id);
  await awa.http.sendMessage(conversation_id ?? "", "Je suis au rond-point");
  return `/communication/${id}`;
}

const field = (page: Page): Locator => page.getByRole("textbox", { name: "Votre message" });
const bubble = (page: Page, text: string): Locator =>
  page.locator("[data-delivery].bubble").filter({ hasText: text });
const chips = (page: Page): Locator => page.getByRole("list", { name: "Réponses rapides" });

describe("one-tap answers", () => {
  it("Moussa, without a network, says that he leaves: it goes when there is one, and the case moves", async () => {
    const path = await talk("Pneu crevé");
    const awa = await stage.person("awa", path);
    const phone = await stage.device();
    const moussa = await phone.newPage();
    await signIn(moussa, "moussa", path);
    await chips(moussa).getByRole("button", { name: "Je pars" }).waitFor();
    await phone.setOffline(true);
    await chips(moussa).getByRole("button", { name: "Je pars" }).click();
    await expect
      .poll(() => bubble(moussa, "Je pars").getAttribute("data-delivery"), deadline)
      .toBe("waiting");
    await phone.setOffline(false);
    await bubble(awa, "Je pars").waitFor();
    await awa.getByRole("log").getByText("Moussa est en route").waitFor();
    await chips(moussa).getByRole("button", { name: "Je suis arrivé" }).waitFor();
    await chips(awa).getByRole("button", { name: "Je vous attends sur place" }).click();
    await bubble(moussa, "Je vous attends sur place").waitFor();
  });

  it("the quick actions call the other one by their number", async () => {
    const path = await talk("Batterie à plat");
    const awa = await stage.person("awa", path);
    await awa.getByRole("button", { name: "Actions rapides" }).click();
    const call = awa.getByRole("link", { name: /Appeler le/ });
    await call.waitFor();
    expect(await call.getAttribute("href")).toBe("tel:+22370000002");
    await awa.keyboard.press("Escape");
  });
});

describe("the organization’s answers", () => {
  it("Claire writes one: what is wrong is named, then it is offered, and the original ones come back", async () => {
    const path = await talk("Phare cassé");
    const claire = await stage.person("claire", "/answers");
    await claire.getByRole("button", { name: "Ajouter une réponse" }).click();
    const row = claire.getByRole("listitem").last();
    await row.getByRole("textbox", { name: "En français" }).fill("Je prends la pièce au dépôt");
    await row.getByRole("checkbox", { name: "Acceptée" }).check();
    await row.getByRole("checkbox", { name: "Technicien" }).check();
    await claire.getByRole("button", { name: "Enregistrer" }).click();
    await row.getByText("1 caractère au moins.").waitFor();
    await row.getByRole("textbox", { name: "En anglais" }).fill("I’m getting the part");
    await claire.getByRole("button", { name: "Enregistrer" }).click();
    await claire.getByText("Votre organisation utilise ses propres réponses.").waitFor();
    const moussa = await stage.person("moussa", path);
    await chips(moussa).getByRole("button", { name: "Je prends la pièce au dépôt" }).waitFor();
    await claire.getByRole("button", { name: "Revenir aux réponses d’origine" }).click();
    await claire
      .getByRole("dialog")
      .getByRole("button", { name: "Revenir aux réponses d’origine" })
      .click();
    await claire.getByText("Ce sont les réponses d’origine.").waitFor();
  });

  it("are not lost by a look at those of another kind: the editor asks first", async () => {
    const page = await (await stage.device()).newPage();
    await signInByForm(page, "admin@garage.demo", "/answers");
    const [first, second] = [page.getByRole("radio").first(), page.getByRole("radio").nth(1)];
    await page.getByRole("button", { name: "Ajouter une réponse" }).click();
    const written = page.getByRole("textbox", { name: "En français" }).last();
    await written.fill("La pièce est arrivée");
    const question = page.getByRole("dialog", { name: "Quitter sans enregistrer" });
    await second.click();
    await question.getByRole("button", { name: "Continuer" }).click();
    expect(await first.isChecked()).toBe(true);
    expect(await written.inputValue()).toBe("La pièce est arrivée");
    await second.click();
    await question.getByRole("button", { name: "Quitter sans enregistrer" }).click();
    await expect.poll(() => second.isChecked()).toBe(true);
    // Nothing was written there: nobody is asked.
    await first.click();
    await expect.poll(() => first.isChecked()).toBe(true);
    expect(await page.getByText("La pièce est arrivée").count()).toBe(0);
  });
});

describe("what is begun", () => {
  it("on the phone is there on the desk, with what it answers, and gone from both once it is sent", async () => {
    const path = await talk("Clé perdue");
    const phone = await stage.person("awa", path);
    const desk = await stage.person("awa", path, { device: "desktop" });
    await field(phone).fill("Je suis devant la");
    await expect.poll(() => field(desk).inputValue(), deadline).toBe("Je suis devant la");
    await field(desk).fill("Je suis devant la pharmacie");
    await field(desk).press("Enter");
    await bubble(phone, "Je suis devant la pharmacie").waitFor();
    await expect.poll(() => field(phone).inputValue(), deadline).toBe("");
  });

  it("is marked in the list, and is nobody else's", async () => {
    const path = await talk("Phare cassé");
    const desk = await stage.person("awa", path, { device: "desktop" });
    const moussa = await stage.person("moussa", path);
    await field(desk).fill("Un mot à moi");
    await desk.goto("/requests");
    await desk.getByText("Brouillon").first().waitFor();
    await desk.getByText("Un mot à moi").first().waitFor();
    expect(await moussa.getByText("Un mot à moi").count()).toBe(0);
  });
});

describe("an edit without a network", () => {
  it("outlives a reload, shows that it waits, and goes when there is a network", async () => {
    const path = await talk("Moteur qui fume");
    const device = await stage.device({ device: "desktop" });
    const awa = await device.newPage();
    await signIn(awa, "awa", path);
    const moussa = await stage.person("moussa", path);
    await bubble(awa, "Je suis au rond-point").waitFor();
    // From here on the page opens without a network.
    await awa.evaluate(() => navigator.serviceWorker.ready);
    await device.setOffline(true);
    await field(awa).press("ArrowUp");
    await field(awa).fill("Je suis à la gare");
    await field(awa).press("Enter");
    await bubble(awa, "Je suis à la gare").locator('[data-change="waiting"]').waitFor();
    await awa.reload();
    expect(await bubble(moussa, "Je suis à la gare").count()).toBe(0);
    await device.setOffline(false);
    await bubble(moussa, "Je suis à la gare").waitFor();
    await bubble(awa, "Je suis à la gare").waitFor();
    expect(await awa.locator('[data-change="waiting"]').count()).toBe(0);
  });
});

describe("emoji", () => {
  it("are found by their French name, put where one writes, and remembered", async () => {
    const path = await talk("Voyant allumé");
    const awa = await stage.person("awa", path);
    await field(awa).fill("Ma ");
    await awa.getByRole("button", { name: "Choisir un émoji" }).click();
    await awa.getByRole("searchbox", { name: "Rechercher un émoji" }).fill("voiture");
    await awa.locator("[data-emoji]").filter({ hasText: "🚗" }).first().click();
    expect(await field(awa).inputValue()).toBe("Ma 🚗");
    await awa.getByRole("button", { name: "Choisir un émoji" }).click();
    await awa.getByRole("heading", { name: "Utilisés récemment" }).waitFor();
  });
});
