/** Things that several listeners share, by a key; one is forgotten when the last of them has left it. */
export class Shared<Thing> {
  readonly #things = new Map<string, { readonly thing: Thing; users: number }>();

  enter(key: string, create: () => Thing): Thing {
    let known = this.#things.get(key);
    if (known === undefined) {
      known = { thing: create(), users: 0 };
      this.#things.set(key, known);
    }
    known.users += 1;
    return known.thing;
  }

  peek(key: string): Thing | undefined {
    return this.#things.get(key)?.thing;
  }

  leave(key: string): void {
    const known = this.#things.get(key);
    if (known === undefined) return;
    known.users -= 1;
    if (known.users === 0) this.#things.delete(key);
  }
}
