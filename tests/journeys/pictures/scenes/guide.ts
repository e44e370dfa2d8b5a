import type { Scene, Stage } from "../stage.ts";
import { claims } from "./claims.ts";

/** A case of Awa's in Moussa's hands, for a guidance of its own. */
async function taken(stage: Stage) {
  const [awa, moussa] = await Promise.all([stage.client("awa"), stage.client("moussa")]);
  const { id } = await awa.http.openCase({ kind: "request", ...stage.words.car });
  const { conversation_id } = await moussa.http.acceptCase(id);
  return { moussa, conversation: conversation_id ?? "", path: `/communication/${id}` };
}

/** What the user guide shows and no other scene does. */
export const guide: readonly Scene[] = [
  {
    name: "guide--guidance",
    async take(stage) {
      const { moussa, conversation, path } = await taken(stage);
      await moussa.http.startGuidance(conversation);
      await moussa.http.sendMessage(conversation, stage.say("Ouvrez le capot", "Open the bonnet"));
      const page = await stage.at("awa", path);
      await page
        .getByRole("button", { name: stage.say("C’est fait", "Done"), exact: true })
        .click();
      const text = stage.say(
        "Débranchez la borne noire de la batterie",
        "Take the black lead off the battery",
      );
      await page
        .getByText(stage.say("prépare la suite", "is preparing what comes next"))
        .first()
        .waitFor();
      await moussa.http.sendMessage(conversation, text);
      await page.getByRole("heading", { name: text }).waitFor();
      await stage.picture(page, "guide--step");
      const his = await stage.at("moussa", path);
      await his.getByRole("log").getByText(text).first().waitFor();
      await stage.picture(his, "guide--guiding");
    },
  },
  {
    name: "guide--link",
    async take(stage) {
      const moussa = await stage.client("moussa");
      const { path } = await moussa.http.shareLink(stage.seeded.car.conversation);
      const page = await stage.visitor(path);
      await page.locator("textarea").waitFor();
      await page.getByRole("log").locator("[data-delivery]").last().waitFor();
      await stage.picture(page, "guide--link");
    },
  },
  {
    name: "guide--note",
    async take(stage) {
      const page = await stage.at("moussa", `/communication/${stage.seeded.car.id}`);
      await page.getByRole("button", { name: stage.say("Note interne", "Internal note") }).click();
      await page
        .locator("textarea")
        .fill(stage.say("Batterie d’origine, à remplacer", "Original battery, to be replaced"));
      await stage.picture(page, "guide--note");
    },
  },
  {
    name: "guide--desk",
    async take(stage) {
      const id = await claims(stage);
      const page = await stage.at("nadia", `/chat/${id}`);
      await page.getByRole("log").waitFor();
      await page.locator("textarea").waitFor();
      // What it says of the messages that have just come goes by itself.
      await page.waitForTimeout(8_000);
      await stage.picture(page, "guide--desk");
    },
  },
];
