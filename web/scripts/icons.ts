import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

/**
 * `node web/scripts/icons.ts`: draws the mark again as files, when it changes. A bubble with its
 * tail corner; inside, the way from who asks to who comes.
 */
const out = join(import.meta.dirname, "../public/icons");
mkdirSync(out, { recursive: true });

const bubble =
  "M14 3h20a11 11 0 0 1 11 11v20a11 11 0 0 1-11 11H8a5 5 0 0 1-5-5V14A11 11 0 0 1 14 3Z";
const way = `<path d="M19.5 32H21a6 6 0 0 0 6-6v-4a6 6 0 0 1 6-6" fill="none" stroke="#fff" stroke-width="3.4" stroke-linecap="round"/><circle cx="15" cy="32" r="3.6" fill="none" stroke="#fff" stroke-width="3.2"/><circle cx="33" cy="16" r="5.2" fill="#fff"/>`;
const svg = (inside: string, box = "0 0 48 48"): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}">${inside}</svg>\n`;

const plain = svg(`<path d="${bubble}" fill="#006460"/>${way}`);
const maskable = svg(
  `<rect x="-12" y="-12" width="72" height="72" fill="#006460"/>${way}`,
  "-6 -6 60 60",
);
const full = svg(`<rect x="-4" y="-4" width="56" height="56" fill="#006460"/>${way}`, "0 0 48 48");

writeFileSync(join(out, "icon.svg"), plain);
for (const label of ["1", "2", "3", "4", "5", "6", "7", "8", "9", "9+"]) {
  const size = label.length > 1 ? 17 : 21;
  writeFileSync(
    join(out, `unread-${label.replace("+", "-plus")}.svg`),
    svg(
      `<path d="${bubble}" fill="#006460"/><circle cx="32" cy="16" r="16" fill="#fff"/><circle cx="32" cy="16" r="13.6" fill="#142221"/><text x="32" y="${label.length > 1 ? 22 : 23.4}" text-anchor="middle" font-family="system-ui,sans-serif" font-weight="700" font-size="${size}" fill="#fff">${label}</text>`,
    ),
  );
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
for (const [name, size, source] of [
  ["icon-192", 192, plain],
  ["icon-512", 512, plain],
  ["icon-180", 180, full],
  ["icon-maskable-512", 512, maskable],
] as const) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>*{margin:0}svg{display:block;width:100vw}</style>${source}`);
  await page.screenshot({ path: join(out, `${name}.png`), omitBackground: true });
  await page.close();
}
await browser.close();
