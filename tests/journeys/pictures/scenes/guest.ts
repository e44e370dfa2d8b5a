import type { Scene, Stage } from "../stage.ts";

async function taken(stage: Stage) {
  const [awa, moussa] = await Promise.all([stage.client("awa"), stage.client("moussa")]);
  const { id } = await awa.http.openCase({ kind: "request", ...stage.words.car });
  const { conversation_id } = await moussa.http.acceptCase(id);
  return { moussa, id, conversation: conversation_id ?? "", path: `/communication/${id}` };
}

/** The customer's link: sent, opened, followed, over. */
export const guest: readonly Scene[] = [
  {
    name: "guest--send",
    async take(stage) {
      const { path } = await taken(stage);
      const page = await stage.at("moussa", path);
      if (stage.variation.device === "phone") {
        const details = page.getByRole("button", {
          name: stage.say("Détails de la demande", "Request details"),
        });
        await details.click();
      }
      await page
        .getByRole("button", { name: stage.label("link_open") })
        .first()
        .click();
      const sheet = page.getByRole("dialog").last();
      await sheet.getByRole("button", { name: stage.label("link_make") }).waitFor();
      await stage.picture(page, "guest--none");
      await sheet.getByRole("button", { name: stage.label("link_make") }).click();
      await sheet.getByRole("button", { name: stage.label("link_copy") }).waitFor();
      await stage.picture(page, "guest--send");
    },
  },
  {
    name: "guest--link",
    async take(stage) {
      const { moussa, id, conversation } = await taken(stage);
      await moussa.http.sendMessage(conversation, stage.words.today[0]?.[1] ?? "");
      await moussa.http.changeStatus(id, "en_route");
      const { path } = await moussa.http.shareLink(conversation);
      const page = await stage.visitor(path);
      await page.locator("textarea").waitFor();
      await stage.picture(page, "guest--page");
      if (stage.variation.device === "phone") {
        await page.getByRole("button", { name: stage.label("guest_details") }).click();
        await page.getByRole("dialog").first().waitFor();
        await stage.picture(page, "guest--details");
        await page.keyboard.press("Escape");
      }
      for (const status of ["arrived", "in_progress", "completed"]) {
        await moussa.http.changeStatus(id, status);
      }
      const question = page.getByRole("group", {
        name: stage.say("Comment cela s’est-il passé", "How did it go"),
      });
      await question.waitFor();
      await stage.picture(page, "guest--question");
      await question.getByRole("radio").nth(3).check({ force: true });
      await page.getByRole("button", { name: stage.label("rating_send") }).waitFor();
      await stage.picture(page, "guest--rating");
      await page.getByRole("button", { name: stage.label("rating_send") }).click();
      await page.getByText(stage.label("rating_thanks")).waitFor();
      await stage.picture(page, "guest--rated");
    },
  },
  {
    name: "guest--over",
    async take(stage) {
      const page = await stage.visitor(`/suivi/${"0".repeat(64)}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await stage.picture(page, "guest--unknown");
    },
  },
];
