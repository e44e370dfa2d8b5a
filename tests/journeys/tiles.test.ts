import { mkdtempSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { useStage } from "./support/stage.ts";
import { tinyMap } from "./support/tiles.ts";

const folder = mkdtempSync(join(tmpdir(), "relais-tiles-"));
const file = join(folder, "world.pmtiles");
writeFileSync(file, tinyMap());
const stage = useStage({
  settings: { TILES_FILE: file, TILES_ATTRIBUTION: "© <b>Carte</b> d’essai" },
});
afterAll(() => rm(folder, { recursive: true }));

const deadline = { timeout: 30_000 };
const market = { latitude: 12.6392, longitude: -8.0029 };

/** The colours in which the tiles of the map are painted, where they are painted: land and water. */
const colours = (page: Page): Promise<string[]> =>
  page.locator(".leaflet-container").evaluate((map) => {
    const found = new Set<string>();
    for (const canvas of map.querySelectorAll("canvas")) {
      const { width, height } = canvas;
      if (width === 0) continue;
      for (const share of [0.1, 0.9]) {
        const pixel = canvas.getContext("2d")?.getImageData(width / 2, height * share, 1, 1).data;
        if (pixel !== undefined && pixel[3] !== 0) found.add([...pixel].join());
      }
    }
    return [...found];
  });

test.each(["light", "dark"] as const)(
  "the operator's file of vector tiles is drawn beneath the people: %s",
  async (theme) => {
    const [awa, moussa] = await Promise.all([stage.client("awa"), stage.client("moussa")]);
    const { id } = await awa.http.openCase({ kind: "request", title: "Au marché", ...market });
    const { conversation_id: room } = await moussa.http.acceptCase(id);
    if (room === null) throw new Error("an accepted case has a conversation");
    const context = await stage.device({ theme }, { permissions: ["geolocation"] });
    await context.setGeolocation({ ...market, latitude: market.latitude + 0.02, accuracy: 8 });
    const page = await context.newPage();
    const ranges: string[] = [];
    page.on("request", (request) => {
      if (request.url().endsWith("/map.pmtiles"))
        ranges.push(request.headers()["range"] ?? "all of it");
    });
    await page.goto(`/sign-in?to=${encodeURIComponent(`/communication/${id}`)}`);
    await page.getByRole("button", { name: "Moussa Keïta" }).first().click();
    await page.getByRole("button", { name: "Actions rapides" }).click();
    await page.getByRole("button", { name: "Ma position" }).click();
    await page.getByRole("button", { name: "Jusqu’à l’arrivée" }).click();
    await page.getByRole("link", { name: "Suivre" }).click();
    await expect.poll(async () => (await colours(page)).length, deadline).toBeGreaterThan(1);
    expect(ranges.length).toBeGreaterThan(0);
    expect(ranges.every((range) => range.startsWith("bytes="))).toBe(true);
    // Who made the map is said, as words.
    await page
      .locator(".leaflet-control-attribution")
      .getByText("© <b>Carte</b> d’essai")
      .waitFor();
    await page.locator('[data-mover="Moussa Keïta"]').first().waitFor();
  },
);
