import { expect, test } from "vitest";
import { openedTalk } from "./support/cases.ts";
import { useStage } from "./support/stage.ts";
import { expectTexts, field, log, state } from "./support/talk.ts";

const stage = useStage();

const desktop = { device: "desktop" } as const;

test("N25.1 N25.2: the office writes a reply; a wrong variable is named", async () => {
  const page = await stage.person("claire", "/canned", desktop);
  await page.getByRole("button", { name: "Nouvelle réponse" }).click();
  await page.getByLabel("Titre").fill("Prise en charge");
  await page.getByRole("textbox", { name: "Message" }).fill("Bonjour {{client.age}}");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByText("Cette variable n’existe pas").waitFor();
  const message = page.getByRole("textbox", { name: "Message" });
  await message.fill("Bonjour ");
  await page.getByRole("button", { name: "Prénom du client" }).click();
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByText("Réponse enregistrée").waitFor();
  await page.getByText("Bonjour {{client.prenom}}").waitFor();
});

test("N25.3 N25.4: « / » finds a macro by keyboard; one key says and does it", async () => {
  const { http } = await stage.client("claire");
  await http.createReply({
    title: "Départ immédiat",
    text: "Bonjour {{client.prenom}}, je pars maintenant.",
    kinds: ["request"],
    personal: false,
    actions: { add_tags: ["départ"], status: "en_route", assign: null },
  });
  const talk = await openedTalk(stage, "Pneu crevé");
  const moussa = await stage.person("moussa", talk.path, desktop);
  await field(moussa).fill("/depart");
  await moussa.getByRole("option", { name: "Départ immédiat" }).waitFor();
  await field(moussa).press("Enter");
  await expect.poll(() => field(moussa).inputValue()).toBe("Bonjour Awa, je pars maintenant.");
  await moussa.getByText("→ En route").waitFor();
  await field(moussa).press("Enter");
  await state(moussa, "en route").waitFor();
  await expectTexts(moussa, ["Bonjour Awa, je pars maintenant."]);
  await expect.poll(() => field(moussa).inputValue()).toBe("");
  const details = moussa.getByRole("complementary", { name: "Détails de la demande" });
  await details.getByText("Étiquettes ajoutées").waitFor();

  const awa = await stage.person("awa", talk.path);
  await log(awa).getByText("je pars maintenant").waitFor();
  // To her « / » is a sign like any other.
  await field(awa).fill("/depart");
  expect(await awa.getByRole("option").count()).toBe(0);
});
