import { useSyncExternalStore } from "react";
import { heard } from "./played.ts";
import { player, type Playing, type Rate } from "./player.ts";

const idle: Playing = { key: null, status: "paused", at: 0 };

/** How a sound stands; a note that is not played hears nothing of the others. */
export function usePlaying(key: string): Playing {
  const playing = () => {
    const now = player.state();
    return now.key === key ? now : idle;
  };
  return useSyncExternalStore(player.subscribe, playing, () => idle);
}

export const useRate = (): Rate => useSyncExternalStore(player.subscribe, player.rate, () => 1);

/** Whether a note was heard on this device. */
export function useHeard(id: string | null): boolean {
  const isHeard = () => id !== null && heard.has(id);
  return useSyncExternalStore(heard.subscribe, isHeard, () => false);
}
