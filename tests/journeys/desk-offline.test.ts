import type { CaseView } from "@relais/client";
import { expect, it } from "vitest";
import { deskPerson, signInAs } from "./support/desk.ts";
import { useStage } from "./support/stage.ts";
import { log, shellKept } from "./support/talk.ts";

const stage = useStage({ keepsApp: true });

it("the desk opens cold without a network: the view that was looked at, and what was said", async () => {
  const caller = await deskPerson(stage, "operations@claims.demo");
  const opened = await caller.http.call<CaseView>({
    path: "/v1/cases",
    body: { kind: "claim", title: "Hotte muette", guest: { full_name: "Léa Petit" } },
  });
  const device = await stage.device({ device: "desktop" });
  const page = await device.newPage();
  await signInAs(page, "Nadia Benali", `/chat/${opened.id}`);
  await page
    .getByRole("navigation", { name: "Vues" })
    .getByRole("button", { name: /^Toutes/ })
    .click();
  await page.locator("[data-desk-case]", { hasText: "Hotte muette" }).waitFor();
  await page.locator("textarea.composer-field").fill("Bonjour Léa");
  await page.keyboard.press("Enter");
  await log(page).getByText("Bonjour Léa").waitFor();
  await expect
    .poll(() => page.evaluate(() => JSON.stringify(localStorage).includes("Bonjour Léa")))
    .toBe(true);
  await shellKept(page);
  // What was just said is kept on the device a moment later, at the latest when the page is left.
  await page.close();
  await device.setOffline(true);
  const again = await device.newPage();
  await again.goto("/chat");
  await again.locator("[data-desk-case]", { hasText: "Hotte muette" }).getByRole("link").click();
  await log(again).getByText("Bonjour Léa").waitFor();
  await again.reload();
  await again.locator("[data-desk-case]", { hasText: "Hotte muette" }).waitFor();
  await log(again).getByText("Bonjour Léa").waitFor();
});
