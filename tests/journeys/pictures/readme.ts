import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright-core";

/** Which pictures the README shows, and how wide they are drawn, in pixels. */
const chosen = [
  { from: "conversation--typing--desktop--light--fr", to: "conversation--desktop", width: 1440 },
  { from: "conversation--typing--phone--light--fr", to: "conversation--phone", width: 540 },
  { from: "mine--list--phone--dark--fr", to: "mine--phone--dark", width: 540 },
  { from: "conversation--offline--phone--light--fr", to: "offline--phone", width: 540 },
] as const;

/** Draws the chosen pictures again, smaller: they are kept with the source. */
export async function readmePictures(browser: Browser, from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  const page = await browser.newPage();
  for (const picture of chosen) {
    const data = (await readFile(join(from, `${picture.from}.png`))).toString("base64");
    await page.setViewportSize({ width: picture.width, height: 400 });
    await page.setContent(
      `<style>*{margin:0}img{display:block;width:100vw}</style><img src="data:image/png;base64,${data}">`,
    );
    await writeFile(join(to, `${picture.to}.png`), await page.locator("img").screenshot());
  }
  await page.close();
}
