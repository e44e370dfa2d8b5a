import { useSyncExternalStore } from "react";

export type ThemeChoice = "system" | "light" | "dark";

const storageKey = "relais:theme";
const dark = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

/** What the site around the page chose, for as long as the page lives. */
let given: ThemeChoice | null = null;

export function themeChoice(): ThemeChoice {
  if (given !== null) return given;
  const kept = localStorage.getItem(storageKey);
  return kept === "light" || kept === "dark" ? kept : "system";
}

/** The theme that is shown, whoever decided. */
function shownTheme(): "light" | "dark" {
  const choice = themeChoice();
  return choice === "system" ? (dark.matches ? "dark" : "light") : choice;
}

function apply(): void {
  const theme = shownTheme();
  const root = document.documentElement;
  root.dataset.theme = theme;
  const paper = getComputedStyle(root).getPropertyValue("--paper").trim();
  document.querySelector('meta[name="theme-color"]')?.setAttribute("content", paper);
  for (const listener of listeners) listener();
}

/** Follows the system from now on, unless the person chose. first.js did the same before first paint. */
export function followTheme(): void {
  dark.addEventListener("change", apply);
}

export function chooseTheme(choice: ThemeChoice): void {
  if (choice === "system") localStorage.removeItem(storageKey);
  else localStorage.setItem(storageKey, choice);
  apply();
}

/** The same, chosen by the site around the page: nothing is kept. */
export function giveTheme(choice: ThemeChoice): void {
  given = choice;
  apply();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useThemeChoice = (): ThemeChoice => useSyncExternalStore(subscribe, themeChoice);

export const useTheme = (): "light" | "dark" => useSyncExternalStore(subscribe, shownTheme);
