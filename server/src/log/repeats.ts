/** Lines that say the same are written so often in a window; the others are counted. */
const linesOfAWindow = 10;
const windowMs = 60_000;
/** Kinds of lines that are told apart at a time: a text that is always another one must not fill the memory. */
const kindsAtOnce = 500;

type Window = { lines: number; unsaid: number };

/**
 * Problem: what fails with a database or a disk fails a thousand times a second, and a log that says so each time
 * fills the disk too and hides everything else. Way chosen: the first lines of a minute that say the same are
 * written, and at its end how many more there were. Guarantee: nothing fails without a line, and nothing writes more
 * than eleven a minute.
 */
export class Repeats {
  readonly #windows = new Map<string, Window>();

  /** Whether this line is written. When lines were left out, `say` is called once, later, with how many. */
  isWritten(kind: string, say: (unsaid: number) => void): boolean {
    let window = this.#windows.get(kind);
    if (window === undefined) {
      if (this.#windows.size >= kindsAtOnce) return true;
      window = { lines: 0, unsaid: 0 };
      this.#windows.set(kind, window);
      setTimeout(() => this.#close(kind, say), windowMs).unref();
    }
    window.lines += 1;
    if (window.lines <= linesOfAWindow) return true;
    window.unsaid += 1;
    return false;
  }

  #close(kind: string, say: (unsaid: number) => void): void {
    const unsaid = this.#windows.get(kind)?.unsaid ?? 0;
    this.#windows.delete(kind);
    if (unsaid > 0) say(unsaid);
  }
}

/** What a line is about: its words, and which error it is, whatever numbers and ids stand in its message. */
export function kindOf(details: unknown, message: unknown): string {
  const err: unknown = (details as { err?: unknown } | null)?.err;
  if (!(err instanceof Error)) return String(message);
  const { code } = err as { code?: unknown };
  return [
    message,
    code,
    err.message.slice(0, 200).replaceAll(/[0-9a-f-]*\d[0-9a-f-]*/gi, "0"),
  ].join(" ");
}
