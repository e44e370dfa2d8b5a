import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { openedTalk } from "./support/cases.ts";
import { useStage } from "./support/stage.ts";
import { signIn } from "./support/sign-in.ts";
import {
  expectDelivery,
  expectTexts,
  field,
  log,
  pageBirth,
  state,
  write,
} from "./support/talk.ts";

const stage = useStage({ grounds: "own", keepsApp: true });

/** The words of one language that the main job goes through. */
const languages = {
  fr: {
    title: "La voiture ne démarre plus",
    newRequest: "Nouvelle demande",
    submit: "Envoyer la demande",
    waiting: "En attente d’un technicien",
    accept: "Accepter",
    announced: "Moussa a accepté votre demande.",
    hello: "Bonjour Moussa, je suis devant le portail bleu",
    answer: "Bonjour Awa, je regarde vos photos et je pars",
    typing: "Awa écrit…",
    steps: [
      ["Je pars", "Moussa est en route"],
      ["Je suis arrivé", "Moussa est sur place"],
      ["Commencer", "Moussa est au travail"],
      ["Terminer", "L’intervention est terminée"],
    ],
  },
  en: {
    title: "The car does not start",
    newRequest: "New request",
    submit: "Send the request",
    waiting: "Waiting for a technician",
    accept: "Accept",
    announced: "Moussa has accepted your request.",
    hello: "Hello Moussa, I am by the blue gate",
    answer: "Hello Awa, I am getting my tools and leaving",
    typing: "Awa is writing…",
    steps: [
      ["I’m leaving", "Moussa is on the way"],
      ["I’ve arrived", "Moussa is on site"],
      ["Start", "Moussa is at work"],
      ["Finish", "The work is done"],
    ],
  },
} as const;
type Words = (typeof languages)[keyof typeof languages];

/** Awa's part up to the waiting screen. */
async function openRequest(awa: Page, words: Words): Promise<void> {
  await awa.getByRole("link", { name: words.newRequest }).click();
  await awa.locator("input[name=title]").fill(words.title);
  await awa.getByRole("button", { name: words.submit }).click();
  await awa.getByRole("heading", { name: words.waiting }).waitFor();
}

describe.each(["fr", "en"] as const)("the main job (%s)", (language) => {
  const words = languages[language];

  it("leads from an opened request to finished work, live on both sides and without a reload", async () => {
    const moussa = await stage.person("moussa", "/available", { device: "desktop", language });
    const awa = await (await stage.device({ language })).newPage();
    await signIn(awa, "awa", "/requests");
    const births = [await pageBirth(awa), await pageBirth(moussa)];

    await openRequest(awa, words);
    const card = moussa.getByRole("listitem").filter({ hasText: words.title });
    await card.getByRole("button", { name: words.accept }).click();
    await log(awa).getByText(words.announced).waitFor();
    await field(moussa).waitFor();

    await write(awa, words.hello);
    await expectTexts(moussa, [words.hello]);
    await write(moussa, words.answer);
    await expectTexts(awa, [words.hello, words.answer]);
    await expectTexts(moussa, [words.hello, words.answer]);

    await field(awa).pressSequentially("…");
    await log(moussa).getByText(words.typing).waitFor();
    await field(awa).fill("");
    await log(moussa).getByText(words.typing).waitFor({ state: "detached" });

    for (const [verb, sentence] of words.steps) {
      await moussa.locator("#content").getByRole("button", { name: verb }).first().click();
      // Photos of finished work are asked for, and may be left away.
      if (verb === words.steps.at(-1)?.[0]) {
        await moussa
          .getByRole("dialog", { name: verb })
          .getByRole("button", { name: verb })
          .click();
      }
      await state(awa, sentence).waitFor();
      await state(moussa, sentence).waitFor();
    }
    // After work well done people still have something to say.
    await write(awa, words.hello);
    await expectTexts(moussa, [words.hello, words.answer, words.hello]);
    expect([await pageBirth(awa), await pageBirth(moussa)]).toEqual(births);
  });
});

describe("the tick of a message", () => {
  it("says sent, then delivered, then read, and never claims more than is true", async () => {
    const talk = await openedTalk(stage, "Climatiseur qui goutte");
    const moussa = await stage.person("moussa", "/mine", { device: "desktop" });
    const awa = await stage.person("awa", talk.path);
    const card = moussa.getByRole("listitem").filter({ hasText: talk.title });
    await card.waitFor();
    await moussa.context().setOffline(true);

    await write(awa, "Il goutte encore");
    await expectDelivery(awa, "Il goutte encore", "sent");
    await log(awa).getByTitle("Envoyé", { exact: true }).waitFor();

    // He looks at his list: it is on his device, and he has not read it.
    await moussa.context().setOffline(false);
    await expectDelivery(awa, "Il goutte encore", "delivered");
    await log(awa).getByTitle("Remis", { exact: true }).waitFor();

    await card.filter({ hasText: "Il goutte encore" }).getByRole("link").click();
    await expectDelivery(awa, "Il goutte encore", "read");
    await log(awa).getByTitle("Lu", { exact: true }).waitFor();
  });
});
