import type { ReadLink } from "./means.ts";

/** Where links that are to be looked at are announced to whoever looks, in this process. */
export class WantedLinks {
  /** Undefined: the operator wants no previews. */
  readonly read: ReadLink | undefined;
  #listener: ((organizationId: string) => void) | undefined;

  constructor(read: ReadLink | undefined) {
    this.read = read;
  }

  announce(organizationId: string): void {
    this.#listener?.(organizationId);
  }

  /** One previewer a process. Returns how to stop listening. */
  listen(listener: (organizationId: string) => void): () => void {
    this.#listener = listener;
    return () => {
      this.#listener = undefined;
    };
  }
}
