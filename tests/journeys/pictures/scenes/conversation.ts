import type { Page } from "playwright-core";
import type { Scene, Stage } from "../stage.ts";

const pathOf = (seeded: { id: string }) => `/communication/${seeded.id}`;
const field = (page: Page) => page.locator("textarea");
const log = (page: Page) => page.getByRole("log");

async function opened(stage: Stage, page: Page): Promise<void> {
  await log(page)
    .getByText(stage.words.today[2]?.[1] ?? "")
    .waitFor();
}

async function write(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await page.locator("button[type=submit]").click();
}

/** Nothing passes any more, as in a tunnel: the sockets hang, calls fail. */
async function loseNetwork(page: Page): Promise<void> {
  await page.context().setOffline(true);
}

/** The conversation in all its states. */
export const conversation: readonly Scene[] = [
  {
    name: "conversation--unread",
    async take(stage) {
      const page = await stage.at("awa", pathOf(stage.seeded.car));
      await opened(stage, page);
      await log(page)
        .getByText(/nouveaux messages|new messages/)
        .waitFor();
      await stage.picture(page, "conversation--unread");
    },
  },
  {
    name: "conversation--typing",
    async take(stage) {
      const page = await stage.at("awa", pathOf(stage.seeded.car));
      await opened(stage, page);
      await write(page, stage.words.thanks);
      const moussa = await stage.client("moussa");
      const his = moussa.conversation(stage.seeded.car.conversation);
      his.view.subscribe(() => {});
      await log(page)
        .locator('[data-delivery="delivered"], [data-delivery="read"]')
        .last()
        .waitFor();
      const typing = setInterval(() => his.setTyping(true), 500);
      await page.locator(".typing-dot").first().waitFor();
      await stage.picture(page, "conversation--typing");
      clearInterval(typing);
      his.setTyping(false);
      if (stage.variation.device === "phone") {
        await page
          .getByRole("button", { name: stage.say("Détails de la demande", "Request details") })
          .click();
        await page.getByRole("dialog").waitFor();
        await stage.picture(page, "conversation--details");
      }
    },
  },
  {
    name: "conversation--jump",
    async take(stage) {
      const page = await stage.at("awa", pathOf(stage.seeded.generator));
      await log(page)
        .getByText(stage.words.chatter[7] ?? "")
        .last()
        .waitFor();
      // Opening settles at the end first.
      await page.waitForTimeout(500);
      await log(page).hover();
      await page.mouse.wheel(0, -1_400);
      await page.waitForTimeout(600);
      const moussa = await stage.client("moussa");
      for (const text of stage.words.unread.slice(0, 2)) {
        await moussa.http.sendMessage(stage.seeded.generator.conversation, text);
      }
      await page
        .getByRole("button", { name: stage.say("Aller au plus récent", "Go to the newest") })
        .getByText("2", { exact: true })
        .waitFor();
      await stage.picture(page, "conversation--jump");
    },
  },
  {
    name: "conversation--composer",
    async take(stage) {
      const page = await stage.at("awa", pathOf(stage.seeded.car));
      await opened(stage, page);
      await field(page).fill(stage.words.draft);
      await stage.picture(page, "conversation--writing");
      await field(page).fill("Bamako ".repeat(574));
      await stage.picture(page, "conversation--too-long");
      await field(page).fill("");
    },
  },
  {
    name: "conversation--offline",
    async take(stage) {
      const page = await stage.at("awa", pathOf(stage.seeded.car));
      await opened(stage, page);
      await loseNetwork(page);
      for (const text of stage.words.offline) await write(page, text);
      await page.locator('[data-connection="offline"]').waitFor();
      await stage.picture(page, "conversation--offline");
      await page.context().setOffline(false);
      await page.locator('[data-connection="back"]').waitFor();
      await stage.picture(page, "conversation--back");
    },
  },
  {
    name: "conversation--failed",
    async take(stage) {
      const page = await stage.at("awa", pathOf(stage.seeded.late));
      await field(page).waitFor();
      await log(page)
        .getByText(stage.words.unread[2] ?? "")
        .waitFor();
      await loseNetwork(page);
      await write(page, stage.words.tooLate);
      const moussa = await stage.client("moussa");
      await moussa.http.changeStatus(stage.seeded.late.id, "cancelled");
      await page.context().setOffline(false);
      await page.getByRole("button", { name: stage.say("Réessayer", "Try again") }).waitFor();
      await stage.picture(page, "conversation--failed");
    },
  },
  {
    name: "conversation--closed",
    async take(stage) {
      const page = await stage.at("awa", pathOf(stage.seeded.late));
      await page.getByText(stage.say("elle reste lisible", "it stays readable")).waitFor();
      await stage.picture(page, "conversation--closed");
    },
  },
  {
    name: "conversation--loading",
    async take(stage) {
      const page = await stage.at("awa", pathOf(stage.seeded.car));
      await opened(stage, page);
      await page.routeWebSocket(/\/v1\/socket/, () => {});
      await page.route(/\/v1\/stream/, () => {});
      await page.reload();
      await page.waitForTimeout(900);
      await stage.picture(page, "conversation--loading");
    },
  },
];
