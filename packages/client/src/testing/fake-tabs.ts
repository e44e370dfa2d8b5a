import type { Locks, TabChannel } from "../outbox/tabs.ts";

type Held = { name: string; release: () => void; stolen: (error: Error) => void };
type Waiting = { name: string; grant: () => void };

/** The locks and channels that the tabs of one browser share: give the same to several clients. */
export function createFakeTabs(): { locks: Locks; openChannel: (name: string) => TabChannel } {
  const channels = new Map<string, Set<EventTarget>>();
  let held: Held[] = [];
  let waiting: Waiting[] = [];

  const next = (name: string) => {
    const first = waiting.find((request) => request.name === name);
    if (first === undefined || held.some((lock) => lock.name === name)) return;
    waiting = waiting.filter((request) => request !== first);
    first.grant();
  };
  const request: Locks["request"] = (name, options, task) =>
    new Promise((resolve, reject) => {
      const entry: Waiting = {
        name,
        grant: () => {
          const lock: Held = { name, release: () => {}, stolen: reject };
          lock.release = () => {
            held = held.filter((one) => one !== lock);
            next(name);
          };
          held.push(lock);
          queueMicrotask(() => task().then(resolve, reject).finally(lock.release));
        },
      };
      if (options.steal) {
        for (const lock of held.filter((one) => one.name === name)) {
          lock.stolen(new DOMException("the lock was stolen", "AbortError"));
        }
        held = held.filter((one) => one.name !== name);
        return entry.grant();
      }
      options.signal?.addEventListener("abort", () => {
        if (!waiting.includes(entry)) return;
        waiting = waiting.filter((one) => one !== entry);
        reject(new DOMException("the request was given up", "AbortError"));
      });
      waiting.push(entry);
      next(name);
    });

  return {
    locks: { request },
    openChannel: (name) => {
      const all = channels.get(name) ?? new Set();
      channels.set(name, all);
      const target = new EventTarget();
      const channel: TabChannel = {
        addEventListener: (type, listener) =>
          target.addEventListener(type, (event) => listener(event as MessageEvent)),
        postMessage: (data) => {
          for (const other of all) {
            if (other === target) continue;
            queueMicrotask(() => other.dispatchEvent(new MessageEvent("message", { data })));
          }
        },
        close: () => void all.delete(target),
      };
      all.add(target);
      return channel;
    },
  };
}
