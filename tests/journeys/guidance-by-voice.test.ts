import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { barriers } from "./support/axe.ts";
import { openedTalk } from "./support/cases.ts";
import { withSpeech } from "./support/speech.ts";
import { useStage } from "./support/stage.ts";
import { field } from "./support/talk.ts";

const stage = useStage();

const region = (page: Page) => page.getByRole("region", { name: "Guidage" });
const step = (page: Page, text: string) => region(page).getByRole("heading", { name: text });
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

/** A link opened on a phone that can speak and hear, and the technician who guides. */
async function guided(title: string, microphone: "granted" | "denied" = "granted") {
  const talk = await openedTalk(stage, title);
  const moussa = await stage.client("moussa");
  const { path } = await moussa.http.shareLink(talk.conversation);
  const phone = await (await stage.device()).newPage();
  const speech = await withSpeech(phone, { microphone });
  await phone.goto(path);
  await field(phone).waitFor();
  await moussa.http.startGuidance(talk.conversation);
  const give = async (text: string) => {
    await moussa.http.sendMessage(talk.conversation, text);
    await step(phone, text).waitFor();
  };
  const results = async () => {
    const [session] = await moussa.http.guidance(talk.conversation);
    return session?.steps.map(({ result }) => result);
  };
  return { phone, speech, give, results };
}

describe("a guidance with both hands in the engine", () => {
  it("N21.5: is read aloud, and answered by voice: help, once more, done, failed", async () => {
    const { phone, speech, give, results } = await guided("Courroie qui siffle");
    await give("Dites si c’est fait");
    expect(await speech.spoken()).toEqual([]);
    await press(phone, "Lire à voix haute");
    await expect.poll(speech.spoken).toEqual([{ text: "Dites si c’est fait", lang: "fr-FR" }]);
    await press(phone, "Répondre à la voix");
    const sheet = phone.getByRole("dialog");
    await sheet.getByText("peut passer par son fabricant").waitFor();
    expect(await barriers(phone, "asked before listening")).toEqual([]);
    expect(await speech.listening()).toBe(false);
    await sheet.getByRole("button", { name: "Écouter" }).click();
    // The device still reads the step, in which the word stands: it does not answer itself.
    await region(phone)
      .getByText(/^Dites «/)
      .waitFor();
    expect(await speech.listening()).toBe(false);
    await speech.finish();
    await speech.untilListening();
    expect(await results()).toEqual([null]);
    expect(await barriers(phone, "answered by voice")).toEqual([]);

    await speech.hear("ça fait du bruit");
    await speech.hear("répète");
    await expect.poll(async () => (await speech.spoken()).length).toBe(2);
    await speech.finish();
    await speech.untilListening();
    await speech.hear("j’ai besoin d’aide");
    await expect.poll(results, { timeout: 20_000 }).toEqual(["help"]);
    await speech.hear("c’est fait");
    await expect.poll(results, { timeout: 20_000 }).toEqual(["done"]);

    await give("Tendez la courroie");
    await expect.poll(async () => (await speech.spoken()).at(-1)?.text).toBe("Tendez la courroie");
    await speech.finish();
    await speech.untilListening();
    await speech.hear("ça n’a pas marché");
    await expect.poll(results, { timeout: 20_000 }).toEqual(["done", "failed"]);

    // Asked once on a device; off is silent at once.
    await press(phone, "Ne plus écouter");
    await expect.poll(speech.listening).toBe(false);
    await give("Refermez le capot");
    await speech.finish();
    await press(phone, "Répondre à la voix");
    await speech.untilListening();
    await speech.hear("fait");
    await expect.poll(results, { timeout: 20_000 }).toEqual(["done", "failed", "done"]);
  });

  it("listens to nobody who has not agreed, nor where the browser refuses", async () => {
    const { phone, speech, give, results } = await guided("Voyant rouge", "denied");
    await give("Coupez le contact");
    await press(phone, "Répondre à la voix");
    await phone.getByRole("dialog").getByRole("button", { name: "Annuler" }).click();
    await phone.getByRole("dialog").waitFor({ state: "detached" });
    expect(await speech.listening()).toBe(false);
    await press(phone, "Répondre à la voix");
    await phone.getByRole("dialog").getByRole("button", { name: "Écouter" }).click();
    await phone.getByText("Répondez avec les boutons").waitFor();
    await phone.getByRole("button", { name: "Répondre à la voix", pressed: false }).waitFor();
    await speech.hear("c’est fait");
    expect(await results()).toEqual([null]);
    await press(phone, "C’est fait");
    await expect.poll(results, { timeout: 20_000 }).toEqual(["done"]);
  });
});
