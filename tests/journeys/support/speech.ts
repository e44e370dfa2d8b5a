import type { Page } from "playwright-core";

type Engine = {
  /** What the device was asked to say, in order. */
  spoken: { text: string; lang: string }[];
  /** The device has said it. */
  finish(): void;
  /** Somebody says this near the microphone. */
  hear(transcript: string): void;
  listening(): boolean;
};

declare global {
  interface Window {
    relaisSpeech: Engine;
  }
}

export type Speech = {
  spoken(): Promise<Engine["spoken"]>;
  finish(): Promise<void>;
  hear(transcript: string): Promise<void>;
  /** Waits until a microphone is open. */
  untilListening(): Promise<void>;
  listening(): Promise<boolean>;
};

/**
 * Stands in for the speech engines of the device, of which the browser here has none: for `speechSynthesis` and
 * `SpeechRecognition`, with their states and events as the specification has them. Nothing else is replaced.
 */
export async function withSpeech(
  page: Page,
  { microphone = "granted" }: { microphone?: "granted" | "denied" } = {},
): Promise<Speech> {
  await page.addInitScript((granted) => {
    const spoken: Engine["spoken"] = [];
    let speaking = false;
    const silent = () => {
      speaking = false;
    };
    Object.defineProperty(window, "speechSynthesis", {
      value: {
        get speaking() {
          return speaking;
        },
        pending: false,
        speak(utterance: SpeechSynthesisUtterance) {
          spoken.push({ text: utterance.text, lang: utterance.lang });
          speaking = true;
          queueMicrotask(() => utterance.dispatchEvent(new Event("start")));
        },
        cancel: silent,
      },
    });
    const started = new Set<EventTarget>();
    class Recognition extends EventTarget {
      start(): void {
        if (started.has(this)) throw new DOMException("It has started.", "InvalidStateError");
        if (granted) {
          started.add(this);
          return;
        }
        queueMicrotask(() => {
          this.dispatchEvent(Object.assign(new Event("error"), { error: "not-allowed" }));
          this.dispatchEvent(new Event("end"));
        });
      }
      abort(): void {
        if (started.delete(this)) queueMicrotask(() => this.dispatchEvent(new Event("end")));
      }
    }
    Object.assign(window, { SpeechRecognition: Recognition });
    window.relaisSpeech = {
      spoken,
      finish: silent,
      listening: () => started.size > 0,
      hear(transcript) {
        for (const one of started) {
          one.dispatchEvent(Object.assign(new Event("result"), { results: [[{ transcript }]] }));
        }
      },
    };
  }, microphone === "granted");
  return {
    spoken: () => page.evaluate(() => window.relaisSpeech.spoken),
    finish: () => page.evaluate(() => window.relaisSpeech.finish()),
    hear: (transcript) => page.evaluate((text) => window.relaisSpeech.hear(text), transcript),
    listening: () => page.evaluate(() => window.relaisSpeech.listening()),
    async untilListening() {
      await page.waitForFunction(() => window.relaisSpeech.listening());
    },
  };
}
