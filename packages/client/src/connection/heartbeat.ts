import type { Clock } from "../clock.ts";

/** A probe that is not answered within this time has found a dead link. */
export const probeMs = 3_000;

/** A timer that fires this late woke from sleep: what arrived meanwhile was not read yet. */
const lateMs = 2_000;

const nothing = () => {};

export type HeartbeatOptions = {
  clock: Clock;
  /** Silence after which we ping; twice that and the link is dead. Told by the server. */
  intervalMs: number;
  ping(): void;
  /** The link is dead without having said so. Called once. */
  dead(): void;
};

export interface Heartbeat {
  /** Anything came from the server. */
  heard(): void;
  /** Asks now: something makes the link suspect. */
  probe(): void;
  stop(): void;
}

/** Notices half-open links: the device slept, changed networks, or a radio went quiet. */
export function startHeartbeat({ clock, intervalMs, ping, dead }: HeartbeatOptions): Heartbeat {
  let heardAt = clock.now();
  let heardCount = 0;
  let probing = false;
  let cancel = nothing;

  const wait = (until: number, task: (late: boolean) => void) => {
    cancel();
    cancel = clock.after(Math.max(0, until - clock.now()), () =>
      task(clock.now() - until > lateMs),
    );
  };
  const watch = () => {
    probing = false;
    wait(heardAt + intervalMs, (late) => {
      if (clock.now() < heardAt + intervalMs) return watch();
      if (late) return probe();
      ask(heardAt + 2 * intervalMs);
    });
  };
  const probe = () => {
    probing = true;
    ask(clock.now() + probeMs);
  };
  const ask = (until: number) => {
    const before = heardCount;
    ping();
    wait(until, (late) => {
      if (heardCount !== before) watch();
      // Sleeping also stopped our reading: the silence proves nothing until a probe was answered.
      else if (late) probe();
      else dead();
    });
  };

  watch();
  return {
    heard: () => {
      heardAt = clock.now();
      heardCount += 1;
      if (probing) watch();
    },
    probe: () => {
      if (!probing) probe();
    },
    stop: () => cancel(),
  };
}
