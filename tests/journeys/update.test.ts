import { expect, test } from "vitest";
import { openedTalk } from "./support/cases.ts";
import { useStage } from "./support/stage.ts";
import { field, pageBirth, shellKept } from "./support/talk.ts";

const stage = useStage({ keepsApp: true });

test("a part that does not come is no new version, unless the server has one", async () => {
  const page = await stage.person("awa", "/requests");
  const offer = page.getByText("Une nouvelle version est prête");
  const missed = () =>
    page.evaluate(() => dispatchEvent(new Event("vite:preloadError", { cancelable: true })));
  await missed();
  // What was asked first has been answered first.
  await page.evaluate(async () => {
    const again = await fetch("/", { cache: "no-store", headers: { accept: "text/html" } });
    await again.text();
  });
  expect(await offer.count()).toBe(0);
  await page.route("**/", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: '<script src="/assets/app-later.js"></script>',
    }),
  );
  await missed();
  await offer.waitFor();
});

test("a new version waits until it is wanted: what is being written stays, and the offer outlives what is said over it", async () => {
  const talk = await openedTalk(stage, "Courroie qui crie");
  const moussa = await stage.person("moussa", talk.path);
  await field(moussa).waitFor();
  await shellKept(moussa);
  await field(moussa).fill("Elle crie surtout à froid");
  const birth = await pageBirth(moussa);
  // The same under another name is another version.
  await moussa.evaluate(() => void navigator.serviceWorker.register("/service-worker.js?another"));
  const offer = moussa.getByRole("status").filter({ hasText: "Une nouvelle version est prête" });
  await offer.waitFor();
  expect(await field(moussa).inputValue()).toBe("Elle crie surtout à froid");
  expect(await pageBirth(moussa)).toBe(birth);

  await moussa.getByRole("button", { name: "Détails de la demande" }).click();
  await moussa
    .getByRole("button", { name: /^Copier le numéro/ })
    .first()
    .click();
  await offer.waitFor({ state: "detached" });
  await moussa.getByRole("dialog").getByRole("button", { name: "Fermer" }).first().click();
  await offer.waitFor();
  await moussa.getByRole("button", { name: "Recharger" }).click();
  await expect.poll(() => pageBirth(moussa).catch(() => birth)).not.toBe(birth);
  await field(moussa).waitFor();
  expect(await field(moussa).inputValue()).toBe("Elle crie surtout à froid");
});
