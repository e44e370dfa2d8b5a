import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  Mp4OutputFormat,
  Output,
} from "mediabunny";

/** An MP4 with one sound, its index in front: a player knows all of it after the first bytes. */
export class Mp4Sound {
  readonly #config: AudioDecoderConfig;
  readonly #source: EncodedAudioPacketSource;
  readonly #target = new BufferTarget();
  readonly #output: Output;
  #seconds = 0;

  constructor(codec: "opus" | "aac", config: AudioDecoderConfig) {
    this.#config = config;
    this.#source = new EncodedAudioPacketSource(codec);
    this.#output = new Output({
      format: new Mp4OutputFormat({ fastStart: "in-memory" }),
      target: this.#target,
    });
    this.#output.addAudioTrack(this.#source);
  }

  start(): Promise<void> {
    return this.#output.start();
  }

  /** The next packet, which follows the one before without a gap. */
  async add(data: Uint8Array, seconds: number): Promise<void> {
    const packet = new EncodedPacket(data, "key", this.#seconds, seconds);
    await this.#source.add(packet, { decoderConfig: this.#config });
    this.#seconds += seconds;
  }

  async finish(): Promise<Uint8Array<ArrayBuffer>> {
    await this.#output.finalize();
    if (this.#target.buffer === null) throw new Error("the sound was not written");
    return new Uint8Array(this.#target.buffer);
  }
}
