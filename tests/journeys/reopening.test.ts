import { expect, test } from "vitest";
import { personOf } from "./pictures/people.ts";
import { signInByForm } from "./support/sign-in.ts";
import { useStage } from "./support/stage.ts";
import { log, state } from "./support/talk.ts";

const stage = useStage();

test("N18.9: an employee reopens what is not solved, and the technician goes on with it", async () => {
  const at = (who: `${string}@${string}`) => personOf(stage.server.url, who, "fr");
  const [fatou, karim] = await Promise.all([
    at("employe@tickets.demo"),
    at("technicien@tickets.demo"),
  ]);
  const { id } = await fatou.http.openCase({ kind: "ticket", title: "Écran noir au démarrage" });
  await karim.http.acceptCase(id);
  const path = `/communication/${id}`;
  const phone = await (await stage.device()).newPage();
  await signInByForm(phone, "employe@tickets.demo", path);
  await log(phone).getByText("prend votre ticket en charge").waitFor();
  const card = phone.getByRole("region", { name: "Toujours pas réglé" });
  expect(await card.count()).toBe(0);
  await karim.http.changeStatus(id, "resolved");

  await card.getByRole("button", { name: "Rouvrir le ticket" }).click();
  const reason = card.getByLabel("Qu’est-ce qui ne va pas encore");
  await expect.poll(() => reason.evaluate((field) => document.activeElement === field)).toBe(true);
  await card.getByRole("button", { name: "Rouvrir le ticket" }).click();
  await card.getByText("Dites en un mot ce qui ne va pas").waitFor();
  await reason.fill("Il s’éteint au bout de cinq minutes");
  await card.getByRole("button", { name: "Rouvrir le ticket" }).click();
  await state(phone, "Karim s’occupe du ticket").first().waitFor();
  await log(phone).getByText("a rouvert le ticket. « Il s’éteint au bout").waitFor();
  await expect.poll(() => card.count()).toBe(0);

  // Whoever does the work reads why, and may take it up again as well.
  const desk = await (await stage.device({ device: "desktop" })).newPage();
  await signInByForm(desk, "technicien@tickets.demo", path);
  await log(desk).getByText("Fatou a rouvert le ticket").waitFor();
  await karim.http.changeStatus(id, "resolved");
  const offered = desk.getByRole("region", { name: "Toujours pas réglé" });
  await offered.getByRole("button", { name: "Rouvrir le ticket" }).waitFor();
  await karim.http.changeStatus(id, "closed");
  await expect.poll(() => offered.count()).toBe(0);
});
