import type { Language } from "@relais/protocol";
import { useSyncExternalStore } from "react";
import { getLocale, overwriteGetLocale, setLocale } from "../paraglide/runtime.js";

const listeners = new Set<() => void>();

/** The language that the person reads. */
export const currentLanguage = (): Language => getLocale();

/** Changes the language at once, without reloading: nothing half written is lost. */
export function chooseLanguage(language: Language): void {
  void setLocale(language, { reload: false });
  document.documentElement.lang = language;
  for (const listener of listeners) listener();
}

/** Speaks this language for as long as the page lives: somebody else's site chose it, nothing is kept. */
export function speak(language: Language): void {
  overwriteGetLocale(() => language);
  document.documentElement.lang = language;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useLanguage = (): Language => useSyncExternalStore(subscribe, currentLanguage);
