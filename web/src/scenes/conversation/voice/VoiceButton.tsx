import type { Conversation } from "@relais/client";
import { Mic } from "lucide-react";
import { lazy, Suspense, useRef, useState } from "react";
import { m } from "../../../catalogue/index.ts";
import { buttonClasses } from "../../../design/Button.tsx";
import { classes } from "../../../design/classes.ts";
import { underStep } from "../../guidance/under-step.ts";
import { Press } from "./press.ts";

/** Loaded with the first recording. */
const Recorder = lazy(() => import("./Recorder.tsx"));

/** Whether this browser can record at all. */
export const canRecord = (): boolean =>
  typeof MediaRecorder !== "undefined" && navigator.mediaDevices !== undefined;

type VoiceButtonProps = {
  conversation: Conversation;
  /** The number of the message that is answered. */
  replyTo?: number | undefined;
  /** The step of a guidance that it proves. Then the button is one of those under a step, with its word. */
  step?: string;
  onSent: () => void;
};

/** Held, it records; clicked, it records until one says that it is enough. */
export function VoiceButton({ conversation, replyTo, step, onSent }: VoiceButtonProps) {
  const [press, setPress] = useState<Press | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [held, setHeld] = useState(false);
  const begin = (event: PointerEvent | null) => {
    if (press !== null) return;
    const begun = new Press(event);
    begun.listen(() => setHeld(!begun.released));
    setHeld(!begun.released);
    setPress(begun);
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-label={step === undefined ? m.voice_record() : undefined}
        title={m.voice_record()}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          // The field keeps its focus, and a phone its keyboard.
          event.preventDefault();
          begin(event.nativeEvent);
        }}
        // Only what no pointer began: a key, or a screen reader.
        onClick={() => begin(null)}
        onContextMenu={(event) => event.preventDefault()}
        className={
          step === undefined
            ? classes(
                "grid size-11 shrink-0 touch-none place-items-center rounded-full bg-brand text-on-brand transition-transform duration-(--quick) select-none hover:bg-brand-strong",
                held && "z-2 scale-125",
              )
            : classes(buttonClasses("quiet"), underStep, "touch-none")
        }
      >
        <Mic size={step === undefined ? 22 : 20} strokeWidth={1.75} aria-hidden="true" />
        {step !== undefined && m.guidance_voice()}
      </button>
      {press && (
        <Suspense fallback={null}>
          <Recorder
            key={press.since}
            press={press}
            conversation={conversation}
            replyTo={replyTo}
            step={step}
            onSent={onSent}
            onRetry={() => setPress(new Press(null))}
            onClose={() => {
              press.release();
              setPress(null);
              // What had the focus is gone with the recorder.
              if (document.activeElement?.closest("[data-recorder]")) button.current?.focus();
            }}
          />
        </Suspense>
      )}
    </>
  );
}
