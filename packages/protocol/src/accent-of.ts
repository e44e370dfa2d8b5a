import type { Accent, AccentTones } from "./accent.ts";

/** WCAG 2.2, 1.4.3: what text must stand out by. */
const least = 4.5;
/** The grounds on which words in this colour stand, the least favourable of each theme (the tokens of the web app). */
const lightGround = "#f4f1ea";
const darkGround = "#17201f";
const darkPaper = "#0e1615";
const white = "#ffffff";
const black = "#000000";
const nearBlack = "#0a1110";
const step = 0.03;

/**
 * The tones of a colour in both themes, moved towards black in the light and towards white in the dark until everything
 * that is written in it or on it can be read. A colour that can be read already stays as it is.
 */
export function accentOf(hex: string): Accent {
  const light = settle(hex, black, (brand) => ({
    brand,
    strong: mix(brand, black, 0.24),
    soft: mix(brand, white, 0.85),
    on: white,
    grounds: [lightGround],
  }));
  const dark = settle(hex, white, (brand) => ({
    brand,
    strong: mix(brand, white, 0.35),
    soft: mix(brand, darkPaper, 0.82),
    on: nearBlack,
    grounds: [darkGround],
  }));
  return { light, dark };
}

type Judged = AccentTones & { readonly grounds: readonly string[] };

function settle(hex: string, towards: string, tonesOf: (brand: string) => Judged): AccentTones {
  for (let part = 0; ; part += step) {
    const { grounds, ...tones } = tonesOf(mix(hex, towards, Math.min(part, 1)));
    const readable =
      [...grounds, tones.soft].every((ground) => contrast(tones.brand, ground) >= least) &&
      contrast(tones.on, tones.brand) >= least;
    // Black on a light ground, white on a dark one: it ends there at the latest.
    if (readable || part >= 1) return tones;
  }
}

/** How much two colours differ in brightness: 1 not at all, 21 at most (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [darker = 0, brighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (brighter + 0.05) / (darker + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = channels(hex).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const channels = (hex: string): number[] =>
  [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16));

function mix(hex: string, other: string, part: number): string {
  const to = channels(other);
  const mixed = channels(hex).map((value, index) =>
    Math.round(value + ((to[index] ?? 0) - value) * part)
      .toString(16)
      .padStart(2, "0"),
  );
  return `#${mixed.join("")}`;
}
