import { lazy } from "react";

const nothing = () => null;

/** Loaded when somebody waits for another. Nobody misses it who has no network at that moment. */
export const PushOffer = lazy(async () => {
  const loaded = await import("./PushField.tsx").catch(() => null);
  return { default: loaded?.PushOffer ?? nothing };
});
