import type { DownFrame, DownFrames, DownFrameType } from "@relais/protocol";

/** How long a frame may take. Long enough for a busy machine; a test that passes never waits for it. */
export const deadlineMilliseconds = 8_000;

type Waiting = {
  matches: (frame: DownFrame) => boolean;
  settle: (frame: DownFrame) => void;
  fail: (error: Error) => void;
};

/** What came from the server and nobody has looked at, in order, and who waits for what. */
export class Inbox {
  /** Everything that ever came. */
  readonly all: DownFrame[] = [];
  #unread: DownFrame[] = [];
  #waiting: Waiting[] = [];
  #ended: string | undefined;

  put(frame: DownFrame): void {
    this.all.push(frame);
    const waiting = this.#waiting.find(({ matches }) => matches(frame));
    if (waiting === undefined) {
      this.#unread.push(frame);
      return;
    }
    this.#waiting = this.#waiting.filter((one) => one !== waiting);
    waiting.settle(frame);
  }

  /** Nothing more will come. */
  end(why: string): void {
    this.#ended = why;
    for (const { fail } of this.#waiting.splice(0)) fail(new Error(why));
  }

  /** The first frame of this type that fits and that nobody took, or the next one that comes. */
  next<Type extends DownFrameType>(
    type: Type,
    fits: (frame: DownFrames[Type]) => boolean = () => true,
  ): Promise<DownFrames[Type]> {
    const matches = (frame: DownFrame): frame is DownFrames[Type] & DownFrame =>
      frame.type === type && fits(frame as DownFrames[Type]);
    return this.nextOf(matches, type) as Promise<DownFrames[Type]>;
  }

  nextOf(matches: (frame: DownFrame) => boolean, what: string): Promise<DownFrame> {
    const index = this.#unread.findIndex(matches);
    const [found] = index < 0 ? [] : this.#unread.splice(index, 1);
    if (found !== undefined) return Promise.resolve(found);
    if (this.#ended !== undefined) return Promise.reject(new Error(`no ${what}: ${this.#ended}`));
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting = this.#waiting.filter((one) => one !== waiting);
        const came = this.all.slice(-12).map((frame) => JSON.stringify(frame).slice(0, 160));
        reject(new Error(`no ${what} in time; what came last:\n${came.join("\n")}`));
      }, deadlineMilliseconds);
      const waiting: Waiting = {
        matches,
        settle: (frame) => {
          clearTimeout(timer);
          resolve(frame);
        },
        fail: (error) => {
          clearTimeout(timer);
          reject(new Error(`no ${what}: ${error.message}`));
        },
      };
      this.#waiting.push(waiting);
    });
  }

  /** Frames of a type that nobody took. */
  unread<Type extends DownFrameType>(type: Type): DownFrames[Type][] {
    return this.#unread.filter(
      (frame): frame is DownFrames[Type] & DownFrame => frame.type === type,
    );
  }
}
