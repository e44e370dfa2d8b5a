import type { Browser } from "playwright-core";
import { type BrowserKind, launch } from "../pictures/variation.ts";

const running = new Map<BrowserKind, Promise<Browser>>();

/**
 * The browser of this process, for all its files of journeys: each has contexts of its own in it, which share nothing.
 * It ends with the process; after a crash the next file has a new one.
 */
export async function theBrowser(kind: BrowserKind = "shell"): Promise<Browser> {
  const known = await running.get(kind)?.catch(() => undefined);
  if (known?.isConnected() === true) return known;
  const started = launch(kind);
  running.set(kind, started);
  return started;
}
