import type { Page } from "playwright-core";
import { withSpeech } from "../../support/speech.ts";
import type { Scene, Stage } from "../stage.ts";

async function taken(stage: Stage) {
  const [awa, moussa] = await Promise.all([stage.client("awa"), stage.client("moussa")]);
  const { id } = await awa.http.openCase({ kind: "request", ...stage.words.car });
  const { conversation_id } = await moussa.http.acceptCase(id);
  return { moussa, conversation: conversation_id ?? "", path: `/communication/${id}` };
}

const steps = (stage: Stage) =>
  [
    stage.say("Ouvrez le capot et calez-le", "Open the bonnet and prop it up"),
    stage.say("Débranchez la borne noire de la batterie", "Take the black lead off the battery"),
  ] as const;

const answer = (page: Page, name: string) =>
  page.getByRole("button", { name, exact: true }).first().click();

/** A guidance from its start to its record, by hand and by voice. */
export const stepwise: readonly Scene[] = [
  {
    name: "stepwise--start",
    async take(stage) {
      const { path } = await taken(stage);
      const page = await stage.at("moussa", path);
      await page.getByRole("button", { name: stage.label("guidance_start") }).click();
      await page.getByRole("dialog").getByRole("button").first().waitFor();
      await stage.picture(page, "stepwise--start");
    },
  },
  {
    name: "stepwise--listen",
    async take(stage) {
      const { moussa, conversation } = await taken(stage);
      const { path } = await moussa.http.shareLink(conversation);
      const page = await stage.visitor("/sign-in");
      const speech = await withSpeech(page, { microphone: "granted" });
      await page.goto(path);
      await page.getByRole("log").waitFor();
      await moussa.http.startGuidance(conversation);
      await moussa.http.sendMessage(conversation, steps(stage)[1]);
      await page.getByRole("heading", { name: steps(stage)[1] }).waitFor();
      await answer(page, stage.label("guidance_hands_on"));
      const sheet = page.getByRole("dialog");
      await sheet.getByText(stage.label("guidance_listen_title")).waitFor();
      await stage.picture(page, "stepwise--listen");
      await sheet
        .getByRole("button", { name: stage.label("guidance_listen"), exact: true })
        .click();
      await speech.untilListening();
      await stage.picture(page, "stepwise--listening");
    },
  },
  {
    name: "stepwise--record",
    async take(stage) {
      const { moussa, conversation, path } = await taken(stage);
      await moussa.http.startGuidance(conversation);
      const page = await stage.at("awa", path);
      for (const [text, said] of [
        [steps(stage)[0], stage.label("guidance_done")],
        [steps(stage)[1], stage.label("guidance_failed")],
      ] as const) {
        await moussa.http.sendMessage(conversation, text);
        await page.getByRole("heading", { name: text }).waitFor();
        await answer(page, said);
        await page.getByRole("heading", { name: text }).waitFor();
      }
      await stage.picture(page, "stepwise--noted");
      await moussa.http.endGuidance(conversation, { solved: true });
      const his = await stage.at("moussa", path);
      await his.getByRole("log").waitFor();
      await his.getByRole("button", { name: stage.label("guidance_start") }).click();
      const sheet = his.getByRole("dialog");
      await sheet.getByText(stage.label("record_title")).waitFor();
      await stage.picture(his, "stepwise--past");
      await sheet.getByText(stage.label("record_solved")).first().click();
      await sheet.getByRole("button", { name: stage.label("procedure_save_as") }).waitFor();
      await stage.picture(his, "stepwise--record");
      await sheet.getByRole("button", { name: stage.label("procedure_save_as") }).click();
      await sheet.getByRole("textbox").first().waitFor();
      await stage.picture(his, "stepwise--save");
    },
  },
];
