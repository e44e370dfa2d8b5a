/** « 0:12 », « 14:05 ». */
export function lengthText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** A sound that is shown at all is not shown as nothing. */
export const voiceLength = (milliseconds: number): string =>
  lengthText(Math.max(1, milliseconds / 1_000));
