import type { Page } from "playwright-core";
import type { Scene } from "../stage.ts";

const pdf = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n");

/** A photo of its own for each hue, drawn by the browser. */
async function photo(page: Page, name: string, hue: number, width: number, height: number) {
  const base64 = await page.evaluate(
    ([h = 0, w = 0, t = 0]) => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [w, t];
      const context = canvas.getContext("2d");
      if (!context) return "";
      const sky = context.createLinearGradient(0, 0, 0, t);
      sky.addColorStop(0, `hsl(${h} 45% 78%)`);
      sky.addColorStop(1, `hsl(${h + 30} 40% 42%)`);
      context.fillStyle = sky;
      context.fillRect(0, 0, w, t);
      context.fillStyle = `hsl(${h + 180} 25% 25%)`;
      context.fillRect(w * 0.2, t * 0.55, w * 0.6, t * 0.2);
      for (const x of [0.32, 0.68]) {
        context.beginPath();
        context.arc(w * x, t * 0.76, t * 0.08, 0, 7);
        context.fill();
      }
      return canvas.toDataURL("image/jpeg", 0.9).split(",")[1] ?? "";
    },
    [hue, width, height],
  );
  return { name, mimeType: "image/jpeg", buffer: Buffer.from(base64, "base64") };
}

/** Photos and documents, from the choice to the large view. */
export const files: readonly Scene[] = [
  {
    name: "files",
    async take(stage) {
      const page = await stage.at("awa", `/communication/${stage.seeded.car.id}`);
      const log = page.getByRole("log");
      await page.locator("textarea").waitFor();
      const choose = page.locator("input[type=file][multiple]").first();
      const send = page.locator("form:has(textarea) button[type=submit]");
      const loaded = (count: number) =>
        page.waitForFunction(
          (wanted) =>
            [...document.querySelectorAll<HTMLImageElement>('[role="log"] img')].filter(
              (image) => image.naturalWidth > 100,
            ).length >= wanted,
          count,
        );
      const devis = { name: "Devis batterie.pdf", mimeType: "application/pdf", buffer: pdf };
      const one = await photo(page, "moteur.jpg", 200, 1_600, 1_200);
      await choose.setInputFiles([one, devis]);
      await stage.picture(page, "files--tray");
      await send.click();
      await loaded(1);
      await log.getByRole("button", { name: /^(Télécharger|Download)/ }).waitFor();
      const three = [];
      for (const [name, hue] of [
        ["avant.jpg", 20],
        ["roue.jpg", 90],
        ["plaque.jpg", 300],
      ] as const)
        three.push(await photo(page, name, hue, 1_200, 1_200));
      await choose.setInputFiles(three);
      await send.click();
      await loaded(4);
      await log.getByRole("progressbar").waitFor({ state: "detached" });
      await stage.picture(page, "files--sent");
      await page.route("**/v1/uploads/**", (route) => route.abort());
      await choose.setInputFiles([await photo(page, "batterie.jpg", 150, 1_600, 1_200)]);
      await send.click();
      await log.getByRole("progressbar").waitFor();
      await loaded(5);
      await stage.picture(page, "files--uploading");
      await log.getByRole("button", { name: /plaque/ }).click();
      await page.locator(".yarl__slide_current img").waitFor();
      await stage.picture(page, "files--viewer");
    },
  },
];
