import { dayAndClock as dayAndClockIn } from "@relais/react/headless";
import { currentLanguage } from "./language.ts";

/** When something takes place: « demain à 09:30 », « mercredi 2 décembre à 09:30 ». */
export const dayAndClock = (iso: string, now: number): string =>
  dayAndClockIn(currentLanguage(), iso, now);
