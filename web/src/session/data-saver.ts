import { isDearLink } from "@relais/client";
import { useSyncExternalStore } from "react";

export type SaverChoice = "auto" | "on" | "off";

const storageKey = "relais:data-saver";
const listeners = new Set<() => void>();

export function saverChoice(): SaverChoice {
  const kept = localStorage.getItem(storageKey);
  return kept === "on" || kept === "off" ? kept : "auto";
}

/** Whether to spend little now: as the person chose, else as the link is. */
export function savesData(): boolean {
  const choice = saverChoice();
  return choice === "auto" ? isDearLink() : choice === "on";
}

export function chooseSaver(choice: SaverChoice): void {
  if (choice === "auto") localStorage.removeItem(storageKey);
  else localStorage.setItem(storageKey, choice);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useSaverChoice = (): SaverChoice => useSyncExternalStore(subscribe, saverChoice);

const link = (): EventTarget | undefined => (navigator as { connection?: EventTarget }).connection;

function subscribeToBoth(listener: () => void): () => void {
  const unsubscribe = subscribe(listener);
  link()?.addEventListener("change", listener);
  return () => {
    unsubscribe();
    link()?.removeEventListener("change", listener);
  };
}

/** The same as `savesData`, followed as the choice or the link changes. */
export const useDataSaver = (): boolean => useSyncExternalStore(subscribeToBoth, savesData);
