import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { barriers } from "./support/axe.ts";
import { openedTalk } from "./support/cases.ts";
import { useStage } from "./support/stage.ts";
import { field, shellKept, write } from "./support/talk.ts";

const stage = useStage({ browser: "whole", keepsApp: true });

const region = (page: Page) => page.getByRole("region", { name: "Guidage" });
const step = (page: Page, text: string) => region(page).getByRole("heading", { name: text });
const press = (page: Page, name: string) =>
  region(page).getByRole("button", { name, exact: true }).click();
const bar = (page: Page, text: string | RegExp) => page.getByRole("button", { name: text });

describe("a guidance by the customer’s link", () => {
  it("N21.4 N21.5: on a phone, one step without network, with a spoken proof, and a way out", async () => {
    const talk = await openedTalk(stage, "Chaudière à l’arrêt");
    const worker = await stage.client("moussa");
    const { path } = await worker.http.shareLink(talk.conversation);
    const phone = await (await stage.device()).newPage();
    await phone.goto(path);
    await field(phone).waitFor();
    const moussa = await stage.person("moussa", talk.path, { device: "desktop" });
    await worker.http.startGuidance(talk.conversation);
    await phone.getByText("prépare la première étape").waitFor();
    await write(moussa, "Ouvrez le robinet de gaz");
    await step(phone, "Ouvrez le robinet de gaz").waitFor();
    expect(await barriers(phone, "guided by the link")).toEqual([]);

    // A spoken proof, held like every voice note, and shown with the step.
    const voice = region(phone).getByRole("button", { name: "Vocal", exact: true });
    await voice.focus();
    await phone.keyboard.press("Enter");
    await phone
      .locator("[data-recorder]")
      .getByText(/^0:0[1-9]$/)
      .waitFor();
    await phone.getByRole("button", { name: "Envoyer" }).click();
    const proofs = async () => {
      const [session] = await worker.http.guidance(talk.conversation);
      return session?.steps[0]?.proofs.length;
    };
    await expect.poll(proofs, { timeout: 30_000 }).toBe(1);
    await phone.getByText("1 preuve envoyée").waitFor();

    // Without network the answer waits, and leaves once.
    await shellKept(phone);
    await phone.context().setOffline(true);
    await press(phone, "C’est fait");
    await phone.getByText("Elle partira dès que le réseau revient").waitFor();
    await phone.context().setOffline(false);
    await bar(moussa, /écrivez l’étape 2/).waitFor();

    await write(moussa, "Allumez la veilleuse");
    await step(phone, "Allumez la veilleuse").waitFor();
    await press(phone, "Quitter le guidage");
    await phone.getByRole("dialog").getByRole("button", { name: "Quitter le guidage" }).click();
    await field(phone).waitFor();
    const [record] = await worker.http.guidance(talk.conversation);
    expect(record).toMatchObject({
      ended_because: "left",
      steps: [{ result: "done" }, { result: null }],
    });
    // How the work is done is not told by a link.
    expect(await phone.content()).not.toContain("procédure");
  });
});
