import { deviceLimits, metresBetween } from "@relais/protocol";

export type Measure = {
  readonly latitude: number;
  readonly longitude: number;
  readonly accuracy_m: number;
  /** By the clock of the device, milliseconds since 1970. */
  readonly timestamp: number;
};

/** A little more than the server asks for: what is sent every 2 s arrives in less, now and then. */
const movingMs = deviceLimits.positionMilliseconds + 200;
const stillMs = 20_000;
/** An answer that takes longer than this is a poor link: it has better things to carry. */
const poorAnswerMs = 3_000;
const poorFactor = 5;

/** Milliseconds between the last position that went up and this one. Pure. */
export function paceOf(last: Measure | null, next: Measure, answerMs: number): number {
  if (last === null) return 0;
  const moved = metresBetween(last, next) > Math.max(15, Math.min(next.accuracy_m, 100));
  if (!moved) return stillMs;
  return answerMs > poorAnswerMs ? movingMs * poorFactor : movingMs;
}
