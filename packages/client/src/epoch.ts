/**
 * Of which journal of the server the positions are that this client holds. After the server was restored from a
 * backup there is another one, in which they mean something else.
 */
export class Epoch {
  #id: string | undefined;

  /** Undefined: nothing is held, or the server does not tell. */
  get id(): string | undefined {
    return this.#id;
  }

  /** Whether what was kept of this journal is of the same as all else here. */
  adopt(id: string): boolean {
    this.#id ??= id;
    return this.#id === id;
  }

  /** The server has said which one it has. True: all that is held here is of another one. */
  welcomed(id: string): boolean {
    const isAnother = this.#id !== undefined && this.#id !== id;
    this.#id = id;
    return isAnother;
  }
}
