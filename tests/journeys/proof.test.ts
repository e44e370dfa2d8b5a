import { files } from "@relais/core/testing";
import { expect, test } from "vitest";
import { barriers } from "./support/axe.ts";
import { useStage } from "./support/stage.ts";

const stage = useStage();

/** A parcel for a guest that Koffi is on the way with, and the guest's link. */
async function onTheWay() {
  const [estelle, koffi] = await Promise.all([stage.client("estelle"), stage.client("koffi")]);
  const place = (address: string) => ({ address, latitude: null, longitude: null });
  const { id, customer } = await estelle.http.openCase({
    kind: "delivery",
    title: "Deux cartons pour Mariam",
    fields: { pickup: place("Cocody"), delivery: place("Treichville") },
    guest: { full_name: "Mariam Koné" },
  });
  await estelle.http.assignCase(id, (await koffi.http.me()).id);
  for (const status of ["picked_up", "en_route"]) await koffi.http.changeStatus(id, status);
  const { conversation_id } = await koffi.http.openRoom(id, customer.id);
  const { path } = await koffi.http.shareLink(conversation_id);
  return { id, path };
}

test("N37.2: a driver proves a delivery at the door by a photo and a name, and its customer sees both by their link", async () => {
  const { id, path } = await onTheWay();
  const koffi = await stage.person("koffi", `/communication/${id}`);
  await koffi.getByRole("button", { name: "Colis remis" }).click();
  const sheet = koffi.getByRole("dialog", { name: "Colis remis" });
  // One tap names whom the parcel is for.
  await sheet.getByRole("button", { name: "Mariam Koné" }).click();
  expect(await barriers(koffi, "the form of a proof")).toEqual([]);

  // A dead zone at the door: what was photographed and typed stays, and goes when the link is back.
  await koffi.route("**/v1/uploads/**", (route) => route.abort());
  await sheet.locator("input[type=file][capture]").setInputFiles({
    name: "porte.jpg",
    mimeType: "image/jpeg",
    buffer: await files.photo(800, 600),
  });
  const unsent = sheet.getByText("Une photo n’est pas partie");
  await unsent.waitFor();
  await koffi.unroute("**/v1/uploads/**");
  await sheet.getByRole("button", { name: "Renvoyer la photo 1" }).click();
  await unsent.waitFor({ state: "detached" });
  await sheet.getByRole("button", { name: "Fermer" }).click();
  await expect.poll(() => sheet.count()).toBe(0);
  await koffi.getByRole("button", { name: "Colis remis" }).click();
  expect(await sheet.getByLabel("Reçu par").inputValue()).toBe("Mariam Koné");
  await sheet.getByRole("button", { name: "Colis remis" }).click();
  await expect.poll(() => sheet.count()).toBe(0);

  const guest = await (await stage.device()).newPage();
  await guest.goto(path);
  await guest.getByRole("button", { name: "Votre suivi" }).click();
  const proof = guest.locator("[data-proof]");
  await proof.getByText("Reçu par Mariam Koné").waitFor();
  await proof.getByRole("button", { name: /Ouvrir la photo/ }).click();
  await guest.locator(".yarl__slide_image").first().waitFor();

  // Whoever had it sent sees it too, without having written to the driver.
  const estelle = await stage.person("estelle", `/communication/${id}`, { device: "desktop" });
  await estelle.locator("[data-proof]").getByText("Reçu par Mariam Koné").waitFor();
});
