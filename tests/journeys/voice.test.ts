import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { openedTalk, type Talk } from "./support/cases.ts";
import { signIn } from "./support/sign-in.ts";
import { useStage } from "./support/stage.ts";
import { field, log, shellKept, write } from "./support/talk.ts";

const stage = useStage({ browser: "whole", keepsApp: true });

const deadline = { timeout: 30_000 };

const microphone = (page: Page) =>
  page.getByRole("button", { name: "Enregistrer un message vocal" });
const recorder = (page: Page, phase: string) => page.locator(`[data-recorder=${phase}]`);
const notes = (page: Page): Locator => log(page).locator("[data-voice]");
const position = (note: Locator) => note.getByRole("slider");
const within = (page: Page, name: string) =>
  page.getByRole("group", { name: "Message vocal" }).getByRole("button", { name });

/** The clock of a recording that lasts for at least so many seconds: a busy machine skips some of them. */
const begun = (seconds = 1) => new RegExp(`0:0[${seconds}-9]`);

/** Presses the button and keeps it pressed until so many seconds are recorded. */
async function hold(page: Page, seconds = 1): Promise<{ x: number; y: number }> {
  const box = await microphone(page).boundingBox();
  if (box === null) throw new Error("There is no button to hold.");
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await recorder(page, "held").waitFor();
  await recorder(page, "held").getByText(begun(seconds)).waitFor();
  return at;
}

/** What the journal says of the newest message's voice. */
async function newestVoice(talk: Talk) {
  const { messages } = await (await stage.client("moussa")).http.history(talk.conversation);
  return messages.at(-1)?.attachments?.[0]?.voice;
}

async function at(note: Locator): Promise<number> {
  return Number(await position(note).inputValue());
}

describe("voice notes", () => {
  it("go out when Awa lets go, and Moussa hears them at his speed, from where he likes, one after the other", async () => {
    const talk = await openedTalk(stage, "Batterie à plat");
    const moussa = await stage.person("moussa", talk.path, { device: "desktop" });
    const awa = await stage.person("awa", talk.path);
    await field(awa).waitFor();
    await field(moussa).waitFor();

    await hold(awa, 3);
    // He sees that she speaks, and that she does not write.
    await log(moussa).getByText("Awa enregistre un message vocal…").waitFor();
    await awa.mouse.up();
    await notes(awa).first().waitFor();
    await notes(moussa).first().waitFor();
    const voice = await newestVoice(talk);
    expect(voice?.duration_ms).toBeGreaterThan(2_500);
    expect(voice?.duration_ms).toBeLessThan(9_000);
    expect(voice?.waveform).toHaveLength(64);
    // The beeps of this microphone.
    expect(Math.max(...(voice?.waveform ?? []))).toBe(31);

    await hold(awa, 1);
    await awa.mouse.up();
    await expect.poll(() => notes(moussa).count(), deadline).toBe(2);
    const [first, second] = [notes(moussa).nth(0), notes(moussa).nth(1)];
    expect(await first.getAttribute("data-heard")).toBeNull();

    // Seeking opens it where one wants to be.
    await position(first).focus();
    await position(first).press("End");
    await expect.poll(() => at(first), deadline).toBeGreaterThan(2.4);
    await position(first).press("Home");
    await expect.poll(() => at(first), deadline).toBe(0);

    await first.getByRole("button", { name: /^Écouter le message vocal, 0:0/ }).click();
    await expect.poll(() => first.getAttribute("data-voice"), deadline).toBe("playing");
    await expect.poll(() => at(first), deadline).toBeGreaterThan(0.3);
    await first.getByRole("button", { name: "Vitesse 1. Changer de vitesse" }).click();
    await first.getByRole("button", { name: "Vitesse 1,5. Changer de vitesse" }).click();
    await first.getByRole("button", { name: "Vitesse 2. Changer de vitesse" }).waitFor();
    // The second follows by itself, then there is silence.
    await expect.poll(() => second.getAttribute("data-voice"), deadline).toBe("playing");
    expect(await first.getAttribute("data-voice")).toBe("paused");
    await expect.poll(() => second.getAttribute("data-heard"), deadline).toBe("");
    await expect.poll(() => second.getAttribute("data-voice"), deadline).toBe("paused");
    expect(await first.getAttribute("data-heard")).toBe("");
  });

  it("are not followed by one that stands behind words, and only one sounds at a time", async () => {
    const talk = await openedTalk(stage, "Pneu crevé");
    const awa = await stage.person("awa", talk.path);
    await field(awa).waitFor();
    await hold(awa, 1);
    await awa.mouse.up();
    await expect.poll(() => newestVoice(talk), deadline).toBeDefined();
    await write(awa, "Et encore :");
    await hold(awa, 2);
    await awa.mouse.up();
    await expect.poll(() => notes(awa).count(), deadline).toBe(2);
    const [first, second] = [notes(awa).nth(0), notes(awa).nth(1)];
    await second.getByRole("button", { name: /^Écouter/ }).click();
    await expect.poll(() => second.getAttribute("data-voice"), deadline).toBe("playing");
    await first.getByRole("button", { name: /^Écouter/ }).click();
    await expect.poll(() => first.getAttribute("data-voice"), deadline).toBe("playing");
    expect(await second.getAttribute("data-voice")).toBe("paused");
    await expect.poll(() => first.getAttribute("data-voice"), deadline).toBe("paused");
    expect(await second.getAttribute("data-voice")).toBe("paused");
  });

  it("are dropped by a slide, locked by another one, heard before they go, and sent", async () => {
    const talk = await openedTalk(stage, "Clé perdue");
    const awa = await stage.person("awa", talk.path);
    await field(awa).waitFor();
    const start = await hold(awa);
    await awa.mouse.move(start.x - 120, start.y, { steps: 5 });
    await recorder(awa, "held").waitFor({ state: "detached" });
    await awa.mouse.up();
    expect(await notes(awa).count()).toBe(0);

    await hold(awa);
    await awa.mouse.move(start.x, start.y - 90, { steps: 5 });
    await recorder(awa, "locked").waitFor();
    await awa.mouse.up();
    await within(awa, "Terminer l’enregistrement").click();
    await recorder(awa, "review").waitFor();
    await within(awa, "Écouter le message vocal").click();
    await within(awa, "Mettre en pause").waitFor();
    await within(awa, "Envoyer le message vocal").click();
    await recorder(awa, "review").waitFor({ state: "detached" });
    await notes(awa).first().waitFor();
    await expect.poll(() => newestVoice(talk), deadline).toBeDefined();
  });

  it("are recorded with the keyboard alone, and dropped with Escape", async () => {
    const talk = await openedTalk(stage, "Phare cassé");
    const moussa = await stage.person("moussa", talk.path, { device: "desktop" });
    await field(moussa).waitFor();
    await microphone(moussa).focus();
    await moussa.keyboard.press("Enter");
    await recorder(moussa, "locked").getByText(begun()).waitFor();
    await moussa.keyboard.press("Escape");
    await recorder(moussa, "locked").waitFor({ state: "detached" });
    await expect
      .poll(() => microphone(moussa).evaluate((one) => one === document.activeElement))
      .toBe(true);
    await moussa.keyboard.press("Space");
    await recorder(moussa, "locked").getByText(begun()).waitFor();
    // The focus is on the end of the recording, then on sending it.
    await moussa.keyboard.press("Enter");
    await expect
      .poll(() =>
        within(moussa, "Envoyer le message vocal").evaluateAll(
          ([one]) => one !== undefined && one === document.activeElement,
        ),
      )
      .toBe(true);
    await moussa.keyboard.press("Enter");
    await notes(moussa).first().waitFor();
  });

  it("wait without a network, over a killed tab, and leave once (P2)", async () => {
    const talk = await openedTalk(stage, "Panne de nuit");
    const moussa = await stage.person("moussa", talk.path, { device: "desktop" });
    const phone = await stage.device();
    const killed = await phone.newPage();
    await signIn(killed, "awa", talk.path);
    await field(killed).waitFor();
    await shellKept(killed);
    // The recorder is there once it was used.
    await hold(killed);
    await killed.mouse.up();
    await notes(moussa).first().waitFor();
    await phone.setOffline(true);
    await hold(killed, 2);
    await killed.mouse.up();
    await expect.poll(() => notes(killed).count(), deadline).toBe(2);
    // What one has recorded oneself needs no network to be heard.
    const own = notes(killed).nth(1);
    await own.getByRole("button", { name: /^Écouter/ }).click();
    await expect.poll(() => own.getAttribute("data-voice"), deadline).toBe("playing");
    await killed.close();

    const awa = await phone.newPage();
    await awa.goto(talk.path);
    // What waits is there before anything else is.
    await awa.getByRole("button", { name: "Mettre l’envoi en pause" }).waitFor();
    await phone.setOffline(false);
    await expect.poll(() => notes(awa).count(), deadline).toBe(2);
    await expect.poll(() => notes(moussa).count(), deadline).toBe(2);
    await awa
      .getByRole("button", { name: "Mettre l’envoi en pause" })
      .waitFor({ state: "detached" });
    const { messages } = await (await stage.client("moussa")).http.history(talk.conversation);
    expect(messages.filter(({ attachments }) => attachments?.[0]?.voice)).toHaveLength(2);
  });

  it("say calmly that one is not on this device yet, and play once the network is back", async () => {
    const talk = await openedTalk(stage, "Sans réseau");
    const awa = await stage.person("awa", talk.path);
    await field(awa).waitFor();
    await hold(awa);
    await awa.mouse.up();
    const phone = await stage.device({ device: "desktop" });
    const moussa = await phone.newPage();
    await signIn(moussa, "moussa", talk.path);
    const note = notes(moussa).first();
    await note.waitFor();
    await phone.setOffline(true);
    await moussa.locator("[data-connection]").first().waitFor();
    await note.getByRole("button", { name: /^Écouter/ }).click();
    await note.getByRole("alert").getByText("n’est pas encore sur cet appareil").waitFor();
    await phone.setOffline(false);
    await moussa
      .locator("[data-connection=connected]")
      .or(moussa.locator("body"))
      .first()
      .waitFor();
    await expect
      .poll(async () => {
        await note
          .getByRole("button", { name: "Réessayer" })
          .click({ timeout: 1_000 })
          .catch(() => {});
        return note.getAttribute("data-heard");
      }, deadline)
      .toBe("");
  });

  it("cannot be recorded where the microphone is refused, and Awa is told what to do", async () => {
    const talk = await openedTalk(stage, "Micro refusé");
    const phone = await stage.device({}, { permissions: ["geolocation"] });
    const awa = await phone.newPage();
    await signIn(awa, "awa", talk.path);
    await field(awa).waitFor();
    await microphone(awa).click();
    await recorder(awa, "failed").getByText("Le micro est bloqué pour ce site").waitFor();
    await phone.grantPermissions(["microphone"]);
    await within(awa, "Réessayer").click();
    await recorder(awa, "locked").waitFor();
    await within(awa, "Supprimer l’enregistrement").click();
    await field(awa).fill("Je préfère écrire");
    await expect.poll(() => microphone(awa).count()).toBe(0);
  });

  it("keep what was recorded when the page is left in the middle", async () => {
    const talk = await openedTalk(stage, "Interrompue");
    const awa = await stage.person("awa", talk.path);
    await field(awa).waitFor();
    await microphone(awa).click();
    await recorder(awa, "locked").getByText(begun()).waitFor();
    await awa.evaluate(() => {
      Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
      document.dispatchEvent(new Event("visibilitychange"));
    });
    await recorder(awa, "review").getByText("L’enregistrement a été interrompu").waitFor();
    await within(awa, "Envoyer le message vocal").click();
    await notes(awa).first().waitFor();
  });
});
