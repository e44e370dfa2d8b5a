import type { Language } from "@relais/client";
import { type Browser, type BrowserContextOptions, chromium, devices } from "playwright-core";

export type Device = "phone" | "desktop";
export type Theme = "light" | "dark";
export type Variation = { device: Device; theme: Theme; language: Language };

export const variations: readonly Variation[] = (["fr", "en"] as const).flatMap((language) =>
  (["light", "dark"] as const).flatMap((theme) =>
    (["phone", "desktop"] as const).map((device) => ({ device, theme, language })),
  ),
);

export const nameOf = ({ device, theme, language }: Variation): string =>
  `${device}--${theme}--${language}`;

/** The whole browser, without a window. */
export const launchOptions = {
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // A microphone that beeps once a second.
    "--use-fake-device-for-media-stream",
  ],
};

/**
 * `shell` is what pages see of Chromium, without the browser around them, which works as much as they do; it has no
 * microphone to allow or to refuse. Where it is not installed the whole browser does the same, slowly.
 */
export type BrowserKind = "shell" | "whole";

export function launch(kind: BrowserKind = "shell"): Promise<Browser> {
  const { CHROMIUM_SHELL_PATH } = process.env;
  if (kind === "whole" || CHROMIUM_SHELL_PATH === undefined) return chromium.launch(launchOptions);
  return chromium.launch({ ...launchOptions, executablePath: CHROMIUM_SHELL_PATH });
}

/** The eyes of a variation: size, touch, theme and language. Motion is off, so that nothing is caught midway. */
export function contextOf({ device, theme, language }: Variation): BrowserContextOptions {
  const shared: BrowserContextOptions = {
    locale: language === "fr" ? "fr-FR" : "en-GB",
    colorScheme: theme,
    reducedMotion: "reduce",
    permissions: ["geolocation", "microphone"],
    geolocation: { latitude: 12.6392, longitude: -8.0029, accuracy: 18 },
  };
  if (device === "desktop") return { ...shared, viewport: { width: 1440, height: 900 } };
  return {
    ...devices["Pixel 7"],
    ...shared,
    viewport: { width: 412, height: 839 },
    deviceScaleFactor: 2,
  };
}
