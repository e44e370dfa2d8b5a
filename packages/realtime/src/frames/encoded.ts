import type { DownFrame } from "@relais/protocol";

/**
 * A frame written once and sent to many: the same bytes for every receiver of one transport. Nothing
 * that depends on the receiver may be in it.
 */
export class EncodedFrame {
  /** Written out when the first receiver needs it. */
  #json: string | (() => string);
  /** The same in few bytes, in one or several frames; undefined: there is no such way to say it. */
  readonly #briefs: readonly (() => string)[] | undefined;
  #brief: Buffer | undefined;
  #webSocket: Buffer | undefined;
  #serverSentEvent: Buffer | undefined;
  #interpreted: WeakMap<object, Buffer> | undefined;
  /** In the words of another language already. */
  #spoken: readonly string[] | undefined;

  constructor(json: string | (() => string), briefs?: readonly (() => string)[]) {
    this.#json = json;
    this.#briefs = briefs;
  }

  /** What an interpreter says by itself, in its place among the frames that it puts into words. */
  static spoken(texts: readonly string[]): EncodedFrame {
    const frame = new EncodedFrame("");
    frame.#spoken = texts;
    return frame;
  }

  static of(frame: DownFrame, brief?: () => string): EncodedFrame {
    return new EncodedFrame(JSON.stringify(frame), brief && [brief]);
  }

  /** Only for WebSockets of those who understand brief frames. */
  static brief(brief: () => string): EncodedFrame {
    return new EncodedFrame("", [brief]);
  }

  get #text(): string {
    if (typeof this.#json !== "string") this.#json = this.#json();
    return this.#json;
  }

  /** Characters: near enough to bytes to keep account of what waits. */
  get length(): number {
    return this.#text.length;
  }

  /** A whole, unmasked, uncompressed text frame (RFC 6455 §5.2). */
  get webSocket(): Buffer {
    this.#webSocket ??= webSocketText(this.#text);
    return this.#webSocket;
  }

  /** WebSocket frames for those who understand brief ones. */
  get briefWebSocket(): Buffer {
    if (this.#briefs === undefined) return this.webSocket;
    this.#brief ??= webSocketTexts(this.#briefs);
    return this.#brief;
  }

  /**
   * The same in another language, made once for all listeners of `room`, which are reached in one way: what
   * `framed` makes of each text in one buffer, empty when that language has no word for it.
   */
  interpreted(
    room: object,
    interpret: (frame: DownFrame) => readonly string[],
    framed: (text: string) => Buffer,
  ): Buffer {
    if (this.#spoken !== undefined) return Buffer.concat(this.#spoken.map(framed));
    this.#interpreted ??= new WeakMap();
    let bytes = this.#interpreted.get(room);
    if (bytes === undefined) {
      // Our own frame, written from the type.
      const texts = interpret(JSON.parse(this.#text) as DownFrame);
      bytes = Buffer.concat(texts.map(framed));
      this.#interpreted.set(room, bytes);
    }
    return bytes;
  }

  /** JSON holds no raw newline, so one `data:` line is always enough. */
  get serverSentEvent(): Buffer {
    this.#serverSentEvent ??= Buffer.from(`data: ${this.#text}\n\n`);
    return this.#serverSentEvent;
  }
}

function webSocketTexts(texts: readonly (() => string)[]): Buffer {
  const [only] = texts;
  if (texts.length === 1 && only !== undefined) return webSocketText(only());
  return Buffer.concat(texts.map((text) => webSocketText(text())));
}

/** A text as a WebSocket carries it. */
export function webSocketText(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const header = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(header + length);
  frame[0] = 0x81;
  if (header === 2) frame[1] = length;
  else if (header === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, header);
  return frame;
}
