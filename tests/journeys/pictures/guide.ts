import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import type { Device, Variation } from "./variation.ts";

type Chosen = {
  readonly scene: string;
  /** Of the pictures of that scene. */
  readonly from: string;
  /** What the guide calls it. */
  readonly to: string;
  readonly device: Device;
  /** What of it says what is meant; all of it where nothing is said. */
  readonly part?: "top" | "bottom";
};

const onPhone = (scene: string, from: string, to: string, part?: Chosen["part"]): Chosen => ({
  scene,
  from,
  to,
  device: "phone",
  ...(part !== undefined && { part }),
});

/** Which pictures the user guide shows. */
const chosen: readonly Chosen[] = [
  onPhone("requests", "requests--list", "requests", "top"),
  onPhone("available", "available--list", "available", "top"),
  onPhone("conversation--typing", "conversation--typing", "conversation", "bottom"),
  onPhone("conversation--offline", "conversation--offline", "offline", "bottom"),
  onPhone("voice", "voice--playing", "voice", "bottom"),
  onPhone("files", "files--sent", "files", "bottom"),
  onPhone("position--live", "position--tracking", "position"),
  onPhone("guide--guidance", "guide--step", "step"),
  onPhone("guide--guidance", "guide--guiding", "guiding", "bottom"),
  onPhone("guide--link", "guide--link", "link"),
  onPhone("guide--note", "guide--note", "note", "bottom"),
  { scene: "guide--desk", from: "guide--desk", to: "desk", device: "desktop" },
];

/** Pixels: twice what a page shows of a phone, once of a desk. */
const widths: Record<Device, number> = { phone: 480, desktop: 1_280 };

/** Whether the guide shows something of this scene, on this device. */
export const isShown = (scene: string, { device }: Variation): boolean =>
  chosen.some((one) => one.scene === scene && one.device === device);

/** Draws the chosen pictures that were taken in these variations again, smaller and packed: they are kept with the source. */
export async function guidePictures(
  browser: Browser,
  taken: readonly Variation[],
  isTaken: (scene: string) => boolean,
  from: string,
  to: string,
): Promise<void> {
  await mkdir(to, { recursive: true });
  const page = await browser.newPage();
  for (const { device, theme, language } of taken) {
    for (const picture of chosen.filter((one) => one.device === device && isTaken(one.scene))) {
      const file = join(from, `${picture.from}--${device}--${theme}--${language}.png`);
      const packed = await packedAs(page, await readFile(file), widths[device], picture.part);
      await writeFile(join(to, `${picture.to}.${language}.${theme}.webp`), packed);
    }
  }
  await page.close();
}

async function packedAs(
  page: Page,
  png: Buffer,
  width: number,
  part: Chosen["part"],
): Promise<Buffer> {
  const packed = await page.evaluate(
    async ({ address, wide, shown }) => {
      const picture = new Image();
      picture.src = address;
      await picture.decode();
      const canvas = document.createElement("canvas");
      const whole = Math.round((picture.height * wide) / picture.width);
      canvas.width = wide;
      // A part is a little higher than wide.
      canvas.height = shown === undefined ? whole : Math.round(wide * 1.25);
      const context = canvas.getContext("2d");
      if (context === null) throw new Error("no canvas");
      context.imageSmoothingQuality = "high";
      context.drawImage(picture, 0, shown === "bottom" ? canvas.height - whole : 0, wide, whole);
      return canvas.toDataURL("image/webp", 0.82);
    },
    {
      address: `data:image/png;base64,${png.toString("base64")}`,
      wide: width,
      shown: part,
    },
  );
  return Buffer.from(packed.split(",")[1] ?? "", "base64");
}
