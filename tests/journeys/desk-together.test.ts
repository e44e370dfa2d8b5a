import type { CaseView } from "@relais/client";
import { expect, it } from "vitest";
import { barriers } from "./support/axe.ts";
import { deskPerson, signInAs } from "./support/desk.ts";
import { useStage } from "./support/stage.ts";
import { log } from "./support/talk.ts";

const stage = useStage();

const desk = async (name: string, path: string) => {
  const page = await (await stage.device({ device: "desktop" })).newPage();
  await signInAs(page, name, path);
  await page.locator("textarea.composer-field").waitFor();
  return page;
};

it("N24.12: two who answer at once see each other, and neither answers over the other unknowingly", async () => {
  const caller = await deskPerson(stage, "operations@claims.demo");
  const opened = await caller.http.call<CaseView>({
    path: "/v1/cases",
    body: { kind: "claim", title: "Four : code erreur E4", guest: { full_name: "Léa Petit" } },
  });
  const path = `/chat/${opened.id}`;
  const [nadia, julien] = [await desk("Nadia Benali", path), await desk("Julien Moreau", path)];
  const bar = nadia.getByRole("toolbar", { name: "Actions sur la conversation" });
  await bar.getByText("Julien regarde").waitFor();
  const [hers, his] = [nadia, julien].map((page) => page.locator("textarea.composer-field"));
  if (hers === undefined || his === undefined) throw new Error("each has a field");
  await hers.fill("Bonjour, coupez le courant");
  await julien.getByRole("toolbar").getByText("Nadia répond…").waitFor();
  await his.fill("Bonjour Léa, je m’en occupe.");
  await bar.getByText("Julien répond…").waitFor();
  await his.press("Enter");
  await log(nadia).getByText("Bonjour Léa, je m’en occupe.").waitFor();
  await hers.press("Enter");
  const question = nadia.getByRole("dialog", { name: "Julien Moreau a répondu entre-temps" });
  await question.waitFor();
  expect(await barriers(nadia, "an answer over another")).toEqual([]);
  await question.getByRole("button", { name: "Relire d’abord" }).click();
  await question.waitFor({ state: "detached" });
  expect(await hers.inputValue()).toBe("Bonjour, coupez le courant");
  await hers.press("Enter");
  await log(nadia).getByText("Bonjour, coupez le courant").waitFor();
  await julien.close();
  await bar.getByText("Julien regarde").waitFor({ state: "detached" });
});
