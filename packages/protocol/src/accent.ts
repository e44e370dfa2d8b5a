import { z } from "zod";

export const colour = z.string().regex(/^#[0-9a-f]{6}$/);

/** What an organization's colour becomes in one theme. */
export const accentTones = z.strictObject({
  brand: colour,
  strong: colour,
  soft: colour,
  /** For words on `brand`. */
  on: colour,
});
export type AccentTones = z.infer<typeof accentTones>;

export const accent = z
  .strictObject({ light: accentTones, dark: accentTones })
  .meta({ id: "Accent" });
export type Accent = z.infer<typeof accent>;
