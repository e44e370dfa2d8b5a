import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openedTalk } from "./support/cases.ts";
import { useStage } from "./support/stage.ts";
import { bubble, field, log } from "./support/talk.ts";

const stage = useStage();

const pdf = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n");

async function bring(page: Page, name: string, words: string): Promise<void> {
  const file = { name, mimeType: "application/pdf", buffer: pdf };
  await page.locator("input[type=file][multiple]").first().setInputFiles(file);
  await field(page).fill(words);
  await page.locator("form:has(.composer-field) button[type=submit]").click();
  await bubble(page, words).waitFor();
}

const sheet = async (page: Page) => {
  await page.getByRole("button", { name: "Photos, fichiers et liens" }).click();
  return page.getByRole("dialog", { name: "Photos, fichiers et liens" });
};

test("N18 P5: files of internal notes are in the team's sheet, and nowhere for the customer", async () => {
  const talk = await openedTalk(stage, "Embrayage");
  const moussa = await stage.person("moussa", talk.path, { device: "desktop" });
  await field(moussa).waitFor();
  await bring(moussa, "devis.pdf", "Voici le devis");
  await moussa.getByRole("button", { name: "Note interne" }).click();
  await bring(moussa, "prix d’achat.pdf", "À garder entre nous");

  const worker = await stage.client("moussa");
  const { internal_id } = await worker.http.getConversation(talk.conversation);
  if (internal_id === undefined) throw new Error("a conversation has an internal one beside");
  const filesOf = async (id: string) => (await worker.http.shared(id, { category: "file" })).items;
  // The index follows within moments.
  for (const id of [talk.conversation, internal_id]) {
    await expect.poll(async () => (await filesOf(id)).length, { timeout: 20_000 }).toBe(1);
  }

  const team = await sheet(moussa);
  const download = (name: string) => team.getByRole("button", { name: `Télécharger ${name}` });
  await team.getByRole("tab", { name: "Fichiers" }).click();
  await download("devis.pdf").waitFor();
  expect(await download("prix d’achat.pdf").count()).toBe(0);
  await team.getByRole("tab", { name: "Notes internes" }).click();
  await team.getByRole("tab", { name: "Fichiers" }).click();
  await download("prix d’achat.pdf").waitFor();
  expect(await download("devis.pdf").count()).toBe(0);
  const file = moussa.waitForEvent("download");
  await download("prix d’achat.pdf").click();
  expect((await file).suggestedFilename()).toBe("prix d’achat.pdf");

  const items = await filesOf(internal_id);
  expect(items.map(({ file: one }) => one?.name)).toEqual(["prix d’achat.pdf"]);
  const [customer, outsider] = [await stage.client("awa"), await stage.client("oscar")];
  for (const http of [customer.http, outsider.http]) {
    for (const category of ["file", "picture", "voice", "link"] as const) {
      await expect(http.shared(internal_id, { category })).rejects.toMatchObject({
        refusal: { code: "not_found" },
      });
    }
    const ids = [items[0]?.file?.id ?? ""];
    const ask = (id: string) => http.call({ path: `/v1/conversations/${id}/files`, body: { ids } });
    await expect(ask(internal_id)).rejects.toMatchObject({ refusal: { code: "not_found" } });
  }
  // Nor is it found beside the files of her own conversation.
  const ids = [items[0]?.file?.id ?? ""];
  expect(
    await customer.http.call({
      path: `/v1/conversations/${talk.conversation}/files`,
      body: { ids },
    }),
  ).toEqual({ files: [] });

  const awa = await stage.person("awa", talk.path);
  await log(awa).getByText("Voici le devis").waitFor();
  await awa.getByRole("button", { name: "Détails de la demande" }).click();
  const own = await sheet(awa);
  await own.getByRole("tab", { name: "Fichiers" }).click();
  await own.getByRole("button", { name: "Télécharger devis.pdf" }).waitFor();
  expect(await own.getByRole("tab").count()).toBe(4);
  expect(await awa.content()).not.toContain("prix d’achat");
});
