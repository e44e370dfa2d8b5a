import { registerAacEncoder } from "@mediabunny/aac-encoder";
import { AudioSample, AudioSampleSource, BufferTarget, Mp4OutputFormat, Output } from "mediabunny";

registerAacEncoder();

const bitrate = 32_000;

/** Encodes a voice in AAC, which everything plays, second by second. */
export class AacSound {
  readonly #rate: number;
  readonly #source = new AudioSampleSource({ codec: "aac", bitrate });
  readonly #target = new BufferTarget();
  readonly #output: Output;
  #waiting: Float32Array[] = [];
  #waitingSamples = 0;
  #samples = 0;

  /** `rate`: samples a second, of one channel. */
  constructor(rate: number) {
    this.#rate = rate;
    this.#output = new Output({
      format: new Mp4OutputFormat({ fastStart: "in-memory" }),
      target: this.#target,
    });
    this.#output.addAudioTrack(this.#source);
  }

  start(): Promise<void> {
    return this.#output.start();
  }

  async add(heard: Float32Array): Promise<void> {
    this.#waiting.push(heard);
    this.#waitingSamples += heard.length;
    if (this.#waitingSamples >= this.#rate) await this.#encode();
  }

  async finish(): Promise<Uint8Array<ArrayBuffer>> {
    await this.#encode();
    await this.#output.finalize();
    if (this.#target.buffer === null) throw new Error("the sound was not written");
    return new Uint8Array(this.#target.buffer);
  }

  async #encode(): Promise<void> {
    if (this.#waitingSamples === 0) return;
    const data = new Float32Array(this.#waitingSamples);
    let at = 0;
    for (const part of this.#waiting) {
      data.set(part, at);
      at += part.length;
    }
    const timestamp = this.#samples / this.#rate;
    const sample = new AudioSample({
      data,
      format: "f32",
      numberOfChannels: 1,
      sampleRate: this.#rate,
      timestamp,
    });
    await this.#source.add(sample);
    sample.close();
    this.#samples += this.#waitingSamples;
    this.#waiting = [];
    this.#waitingSamples = 0;
  }
}
