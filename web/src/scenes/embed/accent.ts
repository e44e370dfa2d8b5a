import { inkOn } from "@relais/widget";

type Colour = readonly [red: number, green: number, blue: number];

const paper: Record<"light" | "dark", Colour> = { light: [252, 250, 246], dark: [14, 22, 21] };
const surface: Record<"light" | "dark", Colour> = { light: [255, 255, 255], dark: [23, 32, 31] };
const ends: Record<"light" | "dark", Colour> = { light: [0, 0, 0], dark: [255, 255, 255] };

const read = (hex: string): Colour => {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
};
const write = (colour: Colour) =>
  `#${colour.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;

/** So much of the second colour in the first: 0 to 1. */
const mix = (from: Colour, to: Colour, share: number): Colour =>
  [0, 1, 2].map((at) => (from[at] ?? 0) + ((to[at] ?? 0) - (from[at] ?? 0)) * share) as [
    number,
    number,
    number,
  ];

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of WCAG: 1 to 21. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(read(one)), luminance(read(other))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const readable = 4.5;

/**
 * The tokens that follow from a company's colour. It is made darker, or lighter in the dark, until words in it can be
 * read: what it stands for is the button of the site, where it is as it was given.
 */
export function tokensOf(accent: string, theme: "light" | "dark"): Record<string, string> {
  const end = ends[theme];
  let brand = read(accent);
  for (let step = 0; step < 20; step += 1) {
    if (contrast(write(brand), write(paper[theme])) >= readable) break;
    brand = mix(brand, end, 0.12);
  }
  const soft = (share: number) => write(mix(surface[theme], brand, share));
  return {
    "--brand": write(brand),
    "--brand-strong": write(mix(brand, end, 0.25)),
    "--brand-soft": soft(0.14),
    "--on-brand": inkOn(write(brand)),
    "--bubble-me": soft(theme === "light" ? 0.2 : 0.32),
  };
}
