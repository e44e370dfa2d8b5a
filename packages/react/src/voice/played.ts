const key = "relais:voice:played";
/** Older ones are far up in the past: nobody looks whether they were heard. */
const remembered = 500;

const listeners = new Set<() => void>();
let played: ReadonlySet<string> = read();

/** Which voice notes were heard on this device. */
export const heard = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  has: (id: string): boolean => played.has(id),
  add(id: string): void {
    if (played.has(id)) return;
    played = new Set([...played, id].slice(-remembered));
    try {
      localStorage.setItem(key, JSON.stringify([...played]));
    } catch {
      // Storage refuses: as long as the page lives.
    }
    for (const listener of listeners) listener();
  },
};

function read(): ReadonlySet<string> {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return new Set(Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : []);
  } catch {
    return new Set();
  }
}
