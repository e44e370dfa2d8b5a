import type { Page } from "playwright-core";
import type { Scene, Stage } from "../stage.ts";

const log = (page: Page) => page.getByRole("log");

/** Awa's conversation with everything that happens to messages. */
async function talked(stage: Stage): Promise<Page> {
  const { conversation, id } = stage.seeded.car;
  const [awa, moussa] = await Promise.all([stage.client("awa"), stage.client("moussa")]);
  const { wheres, there, thanks } = {
    wheres: stage.say("Où êtes-vous exactement ?", "Where are you exactly?"),
    there: stage.say(
      "Devant la pharmacie, https://maps.example.com/bamako, ou +223 70 12 34 56",
      "In front of the pharmacy, https://maps.example.com/bamako, or +223 70 12 34 56",
    ),
    thanks: stage.say("Très bien, j’y suis dans dix minutes.", "Very well, ten minutes."),
  };
  const asked = await moussa.http.sendMessage(conversation, wheres, "asked");
  const said = await awa.http.sendMessage(conversation, there, "said", asked.number);
  const wrong = await awa.http.sendMessage(conversation, "1234", "wrong");
  const answer = await moussa.http.sendMessage(conversation, thanks, "thanks", said.number);
  await moussa.http.setReaction(conversation, said.number, "👍");
  await awa.http.setReaction(conversation, said.number, "👍");
  await awa.http.setReaction(conversation, answer.number, "🙏");
  await moussa.http.editMessage(conversation, answer.number, thanks.replace(/\.$/, " !"));
  await awa.http.deleteMessage(conversation, wrong.number);
  await awa.http.advanceReceipt(conversation, { read: answer.number });
  const page = await stage.at("awa", `/communication/${id}`);
  await log(page).getByText(thanks.slice(0, 9)).waitFor();
  return page;
}

const bubble = (page: Page) => log(page).locator(".bubble-them").last();

async function openMenu(stage: Stage, page: Page): Promise<void> {
  if (stage.variation.device === "phone") {
    const at = { touches: [{ identifier: 1, clientX: 100, clientY: 100 }] };
    await bubble(page).dispatchEvent("touchstart", at);
  } else {
    await bubble(page).hover();
    await stage.picture(page, "message--pointed-at");
    await bubble(page)
      .getByRole("button", { name: stage.say("Actions sur le message", "Message actions") })
      .click();
  }
  await page.getByRole("dialog").getByText("🙏").waitFor();
}

/** What one can do with a message, and how it looks afterwards. */
export const message: readonly Scene[] = [
  {
    name: "message--actions",
    async take(stage) {
      const page = await talked(stage);
      await stage.picture(page, "message--answered");
      await openMenu(stage, page);
      await stage.picture(page, "message--menu");
      await page
        .getByRole("dialog")
        .getByRole("button", { name: stage.say("Reçu et lu par", "Received and read by") })
        .click();
      await page
        .getByRole("dialog")
        .getByText("Moussa Keïta")
        .or(page.getByText("Awa Traoré"))
        .first()
        .waitFor();
      await stage.picture(page, "message--detail");
      await page
        .getByRole("dialog")
        .getByRole("button", { name: stage.say("Fermer", "Close") })
        .click();
      await openMenu(stage, page);
      await page
        .getByRole("dialog")
        .getByRole("button", { name: stage.say("Répondre", "Reply"), exact: true })
        .click();
      await page.locator("[data-about]").waitFor();
      await stage.picture(page, "message--answering");
    },
  },
];
