import type { Recording } from "@relais/client";
import { limits } from "@relais/protocol";
import { barsOf } from "./bars.ts";

/** Enough for a voice, and a minute is 180 KB. */
const bitsPerSecond = 24_000;
/** Between two looks at how loud it is. */
const lookMs = 50;
/** What is recorded is handed over this often: an interruption costs no more. */
const sliceMs = 1_000;
/** The server counts for itself; this stays clear of its limit. */
const longestMs = limits.voiceMilliseconds - 2_000;

/** Why nothing can be recorded. */
export type MicrophoneFault = "blocked" | "missing" | "busy" | "failed";

export class MicrophoneError extends Error {
  readonly fault: MicrophoneFault;

  constructor(fault: MicrophoneFault) {
    super(`no recording: ${fault}`);
    this.fault = fault;
  }
}

export type Listener = {
  /** How loud it is now, from 0 to 1. */
  heard(level: number): void;
  /** The recording ended by itself: the telephone rang, the page was left, the microphone was unplugged. */
  interrupted(): void;
  /** It is as long as a voice note may be. */
  full(): void;
};

/** One recording, from the moment in which the microphone is open. */
export class Microphone {
  readonly #stream: MediaStream;
  readonly #recorder: MediaRecorder;
  readonly #context: AudioContext;
  readonly #parts: Blob[] = [];
  readonly #levels: number[] = [];
  readonly #stopListening = new AbortController();
  readonly #looking: ReturnType<typeof setInterval>;
  readonly #since = performance.now();
  #ended: Promise<Recording> | null = null;
  #awake: WakeLockSentinel | null = null;

  /** Asks for the microphone and begins. Throws MicrophoneError. */
  static async open(listener: Listener): Promise<Microphone> {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true },
      });
      try {
        return new Microphone(stream, listener);
      } catch (error) {
        close(stream);
        throw error;
      }
    } catch (error) {
      throw new MicrophoneError(faultOf(error));
    }
  }

  private constructor(stream: MediaStream, listener: Listener) {
    this.#stream = stream;
    const mimeType = bestType();
    this.#recorder = new MediaRecorder(stream, {
      audioBitsPerSecond: bitsPerSecond,
      ...(mimeType !== undefined && { mimeType }),
    });
    const { signal } = this.#stopListening;
    this.#recorder.addEventListener("dataavailable", ({ data }) => this.#parts.push(data));
    this.#recorder.addEventListener("error", () => listener.interrupted(), { signal });
    for (const track of stream.getTracks()) {
      track.addEventListener("ended", () => listener.interrupted(), { signal });
      track.addEventListener("mute", () => listener.interrupted(), { signal });
    }
    // A hidden page records silence, or nothing, on most phones.
    const hidden = () => document.hidden && listener.interrupted();
    document.addEventListener("visibilitychange", hidden, { signal });
    this.#context = new AudioContext();
    const analyser = this.#context.createAnalyser();
    analyser.fftSize = 2_048;
    this.#context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    this.#looking = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const level = Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / samples.length);
      this.#levels.push(level);
      listener.heard(Math.min(1, Math.sqrt(level * 3)));
      if (this.elapsedMs >= longestMs) listener.full();
    }, lookMs);
    this.#recorder.start(sliceMs);
    void this.#stayAwake();
  }

  get elapsedMs(): number {
    return performance.now() - this.#since;
  }

  /** Ends the recording and closes the microphone. Again is the same. */
  stop(): Promise<Recording> {
    this.#ended ??= this.#stop();
    return this.#ended;
  }

  async #stop(): Promise<Recording> {
    const duration_ms = Math.max(1, Math.round(Math.min(this.elapsedMs, longestMs)));
    clearInterval(this.#looking);
    this.#stopListening.abort();
    if (this.#recorder.state !== "inactive") {
      await new Promise((resolve) => {
        this.#recorder.addEventListener("stop", resolve, { once: true });
        this.#recorder.stop();
      });
    }
    close(this.#stream);
    void this.#context.close();
    void this.#awake?.release();
    const { mimeType: type } = this.#recorder;
    return { blob: new Blob(this.#parts, { type }), duration_ms, waveform: barsOf(this.#levels) };
  }

  /** A screen that goes dark would end the recording. */
  async #stayAwake(): Promise<void> {
    this.#awake = (await navigator.wakeLock?.request("screen").catch(() => null)) ?? null;
    if (this.#ended !== null) void this.#awake?.release();
  }
}

function close(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function bestType(): string | undefined {
  const opus = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus"];
  const aac = ["audio/mp4;codecs=mp4a.40.2", "audio/mp4"];
  // Safari records WebM since 18.4 and does not play it back well; AAC is its own.
  const types = navigator.vendor.startsWith("Apple") ? [...aac, ...opus] : [...opus, ...aac];
  return types.find((type) => MediaRecorder.isTypeSupported(type));
}

function faultOf(error: unknown): MicrophoneFault {
  switch (error instanceof DOMException ? error.name : "") {
    case "NotAllowedError":
    case "SecurityError":
      return "blocked";
    case "NotFoundError":
    case "OverconstrainedError":
      return "missing";
    case "NotReadableError":
    case "AbortError":
      return "busy";
    default:
      return "failed";
  }
}
