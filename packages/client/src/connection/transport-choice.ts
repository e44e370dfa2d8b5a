import type { Clock } from "../clock.ts";
import type { TransportKind } from "./state.ts";

/** Failures in a row after which the other way is tried. */
const firstPatience = 2;
/** Where the preferred way has worked before, its failing says more about the server than the way. */
const provenPatience = 5;
/** How long the other way is kept before the preferred one is tried again, and its bound. */
const firstStayMs = 15_000;
const longestStayMs = 30 * 60_000;

export interface TransportChoice {
  /** The way that the next attempt goes. */
  next(): TransportKind;
  /** The server answered `hello` on this way. */
  opened(kind: TransportKind): void;
  /** This way never opened, or `hello` was never answered, through no fault of the token. */
  failed(kind: TransportKind): void;
  /** Milliseconds until the preferred way is worth trying beside the present one; null: never. */
  upgradeIn(): number | null;
}

/**
 * The first way is preferred. When it fails twice in a row (five times where it has worked, as during
 * a restart of the server) the second is tried; when that one works it is kept for a while, longer each time, because a network that blocks WebSockets keeps doing so.
 */
export function createTransportChoice(
  kinds: readonly TransportKind[],
  clock: Clock,
): TransportChoice {
  const preferred = kinds[0] ?? "websocket";
  const other = kinds[1];
  let patience = firstPatience;
  let failures = 0;
  let stayUntil = 0;
  let stayMs = firstStayMs;
  const stay = () => {
    stayUntil = clock.now() + stayMs;
    stayMs = Math.min(stayMs * 2, longestStayMs);
  };

  return {
    next: () => {
      if (other === undefined) return preferred;
      return stayUntil > clock.now() || failures >= patience ? other : preferred;
    },
    opened: (kind) => {
      if (kind === preferred) {
        patience = provenPatience;
        failures = 0;
        stayUntil = 0;
        stayMs = firstStayMs;
        return;
      }
      // Proven: from now on one failure of the preferred way is enough.
      failures = patience - 1;
      stay();
    },
    failed: (kind) => {
      if (kind === preferred) {
        failures += 1;
        if (stayUntil > 0) stay();
        return;
      }
      failures = patience - 1;
      stayUntil = 0;
    },
    upgradeIn: () => (stayUntil === 0 ? null : Math.max(0, stayUntil - clock.now())),
  };
}
