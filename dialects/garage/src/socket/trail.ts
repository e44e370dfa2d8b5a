type Place = { readonly conversation_id: string; readonly seq: number };

/** Places that are remembered one by one. */
const remembered = 1_000;

/** Before anything was told of a conversation. */
export const start = "start";

/** What Socket.IO's recovery calls an offset: the same for everybody who hears an event. */
export const offsetOf = ({ conversation_id, seq }: Place): string => `${conversation_id}:${seq}`;

/** The place that a text of ours ends with, as `Hall` writes them. */
export function placeIn(text: string): Place | undefined {
  const [, conversation_id, seq] = /,"([0-9a-f-]{36}):(\d+)"\]$/.exec(text) ?? [];
  return conversation_id === undefined ? undefined : { conversation_id, seq: Number(seq) };
}

/** What one client was sent, in order, so that it can go on from the last thing that it says it has. */
export class Trail {
  readonly #base: Map<string, number>;
  readonly #sent: Place[] = [];

  constructor(base: ReadonlyMap<string, number> = new Map()) {
    this.#base = new Map(base);
  }

  /** From here on a conversation is followed; what is known of it already stays. */
  follow(conversation_id: string, seq: number): void {
    if (!this.#base.has(conversation_id)) this.#base.set(conversation_id, seq);
  }

  push(place: Place): void {
    this.#sent.push(place);
    if (this.#sent.length <= remembered) return;
    const oldest = this.#sent.shift();
    if (oldest !== undefined) advance(this.#base, oldest);
  }

  /** Where each conversation stood when this was sent; undefined when that is not known any more. */
  at(offset: string): ReadonlyMap<string, number> | undefined {
    const positions = new Map(this.#base);
    if (offset === start) return positions;
    for (const place of this.#sent) {
      advance(positions, place);
      if (offsetOf(place) === offset) return positions;
    }
    return undefined;
  }
}

function advance(positions: Map<string, number>, { conversation_id, seq }: Place): void {
  positions.set(conversation_id, Math.max(seq, positions.get(conversation_id) ?? 0));
}
