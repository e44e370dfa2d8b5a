import type { DownFrame, DownFrameType, DownFrames } from "@relais/protocol";

/** Frames from the server as they come, to be awaited by their type, each once. */
export class Frames {
  readonly #arrived: DownFrame[] = [];
  readonly #waiting: { type: DownFrameType; settle: (frame: DownFrame) => void }[] = [];

  push(text: string): void {
    const frame = JSON.parse(text) as DownFrame;
    const index = this.#waiting.findIndex(({ type }) => type === frame.type);
    if (index === -1) this.#arrived.push(frame);
    else this.#waiting.splice(index, 1)[0]?.settle(frame);
  }

  /** How many of this type came and were not asked for. */
  waiting(type: DownFrameType): number {
    return this.#arrived.filter((frame) => frame.type === type).length;
  }

  next<Type extends DownFrameType>(type: Type): Promise<DownFrames[Type]> {
    const index = this.#arrived.findIndex((frame) => frame.type === type);
    if (index !== -1) {
      return Promise.resolve(this.#arrived.splice(index, 1)[0] as DownFrames[Type]);
    }
    return new Promise((settle) => {
      this.#waiting.push({ type, settle: (frame) => settle(frame as DownFrames[Type]) });
    });
  }

  /** What has arrived and was not asked for. */
  rest(): readonly DownFrame[] {
    return this.#arrived.splice(0);
  }
}
