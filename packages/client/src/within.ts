import type { Clock } from "./clock.ts";

/** What `work` brings; null when it takes longer than this. Some browsers never answer for what they keep. */
export function within<T>(clock: Clock, milliseconds: number, work: Promise<T>): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(milliseconds, () => resolve(null));
    work.finally(cancel).then(resolve, reject);
  });
}
