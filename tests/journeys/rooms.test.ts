import { expect, it } from "vitest";
import { barriers } from "./support/axe.ts";
import { useStage } from "./support/stage.ts";
import { log, write } from "./support/talk.ts";

const stage = useStage();
const shown = process.env.ROOMS_PICTURES;

it("a driver and a client speak in the room of a delivery; the driver begins one with the merchant", async () => {
  const koffi = await stage.person("koffi", "/messages");
  await koffi.getByRole("link", { name: "Adjoua Kouassi" }).waitFor();
  if (shown) await koffi.screenshot({ path: `${shown}/driver-messages.png` });
  expect(await barriers(koffi, "the rooms of a driver")).toEqual([]);
  await koffi.getByRole("link", { name: "Adjoua Kouassi" }).click();
  await log(koffi).getByText("je descends").waitFor();

  const adjoua = await stage.person("adjoua", "/requests");
  if (shown) await adjoua.screenshot({ path: `${shown}/client-requests.png` });
  await adjoua.getByRole("link", { name: "Deux cartons de vaisselle" }).click();
  await log(adjoua).getByText("Je pars de Cocody.").waitFor();
  if (shown) await adjoua.screenshot({ path: `${shown}/client-room.png` });
  await write(adjoua, "Le code est 4512");
  await log(koffi).getByText("Le code est 4512").waitFor();
  if (shown) await koffi.screenshot({ path: `${shown}/driver-room.png` });

  // Who had it sent has a conversation of their own, which the client does not read.
  await koffi.getByRole("button", { name: /Estelle Brou/ }).click();
  if (shown) await koffi.screenshot({ path: `${shown}/driver-begin.png` });
  await koffi.getByRole("button", { name: "Écrire à Estelle" }).click();
  await write(koffi, "Je n’ai pas le code de la porte");
  await log(koffi).getByText("Je n’ai pas le code de la porte").waitFor();
  expect(await log(adjoua).getByText("Je n’ai pas").count()).toBe(0);
  const estelle = await stage.person("estelle", "/messages", { device: "desktop" });
  await estelle.getByRole("link", { name: "Koffi N’Guessan" }).click();
  await log(estelle).getByText("Je n’ai pas le code de la porte").waitFor();
  if (shown) await estelle.screenshot({ path: `${shown}/support-desk.png` });
});

it("rooms are found by name or tracking number, put away and brought back", async () => {
  const adjoua = await stage.person("adjoua", "/messages");
  const room = adjoua.getByRole("link", { name: "Koffi N’Guessan" });
  await room.waitFor();
  const words = adjoua.getByRole("searchbox", { name: "Nom ou numéro de suivi" });
  await words.fill("personne");
  await adjoua.getByText("Essayez une partie du nom ou du numéro.").waitFor();
  await words.fill("LBN0000");
  await room.waitFor();
  await words.fill("n'guessan");
  await room.waitFor();
  await words.fill("");
  await adjoua.getByRole("button", { name: "Archiver", exact: true }).click();
  await adjoua.getByText("Aucune conversation").waitFor();
  await adjoua.getByRole("button", { name: "Archivées (1)" }).click();
  await room.waitFor();
  if (shown) await adjoua.screenshot({ path: `${shown}/archived.png` });
  await adjoua.getByRole("button", { name: "Désarchiver" }).click();
  await adjoua.getByRole("button", { name: "Retour aux conversations" }).click();
  await room.waitFor();
});
