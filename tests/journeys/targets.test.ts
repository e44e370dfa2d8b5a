import { describe, expect, it } from "vitest";
import { barriers } from "./support/axe.ts";
import { deskPerson, signInAs } from "./support/desk.ts";
import { useStage } from "./support/stage.ts";

const stage = useStage({ settings: { RELAIS_DEMO_DAY: "1" } });

describe("An office that promises answers", () => {
  it("sees what is due and what is overdue, told to a reader too, without a barrier", async () => {
    const page = await (await stage.device({ device: "desktop" })).newPage();
    await signInAs(page, "Nadia Benali", "/chat");
    const views = page.getByRole("navigation", { name: "Vues" });
    await views.getByRole("button", { name: /^Échéances/ }).click();
    await page.locator('[data-desk-case] [data-clock="calm"]').first().waitFor();
    await views.getByRole("button", { name: /^En retard/ }).click();
    const late = page.locator("[data-desk-case]", { hasText: "Moriba Koné" });
    await late.getByText(/Première réponse en retard de/).waitFor();
    await late.getByRole("link").click();
    const bar = page.getByRole("toolbar", { name: "Actions sur la conversation" });
    await bar.locator('[data-clock="over"]').first().waitFor();
    expect(await barriers(page, "the desk, overdue")).toEqual([]);
    // An answer takes it out of what is overdue.
    await page.locator("textarea.composer-field").fill("Éloignez-vous du panneau, j’appelle.");
    await page.keyboard.press("Enter");
    await late.waitFor({ state: "detached" });
  });

  it("says its hours and targets by hand, and hears at the field what cannot be", async () => {
    const page = await (await stage.device({ device: "desktop" })).newPage();
    await signInAs(page, "Aminata Sissoko", "/admin/targets");
    await page.getByRole("radio", { name: "Selon la semaine" }).check({ force: true });
    await page.getByLabel("Fermeture, lundi").fill("07:00");
    await page.getByRole("button", { name: "Enregistrer les horaires" }).click();
    await page.getByText(/La fermeture vient après l’ouverture/).waitFor();
    await page.getByLabel("Fermeture, lundi").fill("17:30");
    await page.getByRole("button", { name: "Enregistrer les horaires" }).click();
    await page.getByText("Les horaires sont enregistrés.").waitFor();
    await page.getByLabel("Réclamation, Urgente, Première réponse", { exact: true }).fill("10");
    await page.getByRole("button", { name: "Enregistrer les délais" }).click();
    await page.getByText("Les délais sont enregistrés.").waitFor();
    expect(await barriers(page, "targets and hours")).toEqual([]);
    const aminata = await deskPerson(stage, "admin@claims.demo");
    const { targets } = await aminata.http.call<{ targets: object[] }>({
      path: "/v1/desk/targets",
    });
    expect(targets).toContainEqual({
      kind: "claim",
      priority: "urgent",
      answer_minutes: 10,
      resolution_minutes: 240,
    });
  });
});
