import { say } from "../kinds/kind.ts";

/** Whether the IANA database has it: an offset such as `+02:00` knows no summer. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}

export const noSuchZone = say(
  "Choisissez un fuseau horaire qui existe, comme Africa/Bamako.",
  "Choose a time zone that exists, such as Africa/Bamako.",
);
