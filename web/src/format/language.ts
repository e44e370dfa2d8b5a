import type { Language } from "@relais/protocol";
import { useSyncExternalStore } from "react";
import { getLocale, setLocale } from "../paraglide/runtime.js";

const listeners = new Set<() => void>();

/** The language that the person reads. */
export const currentLanguage = (): Language => getLocale();

/** Changes the language at once, without reloading: nothing half written is lost. */
export function chooseLanguage(language: Language): void {
  void setLocale(language, { reload: false });
  document.documentElement.lang = language;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useLanguage = (): Language => useSyncExternalStore(subscribe, currentLanguage);
