import type { Conversation, Recording } from "@relais/client";
import { player } from "@relais/react/headless";
import { useCallback, useEffect, useRef, useState } from "react";
import { Microphone, MicrophoneError, type MicrophoneFault } from "./microphone.ts";
import type { Press } from "./press.ts";

export type Phase =
  | { name: "asking" }
  /** Held by a finger, or going on by itself. */
  | { name: "held" | "locked" }
  | { name: "review"; recording: Recording; interrupted: boolean }
  | { name: "failed"; fault: MicrophoneFault };

/** So far against the direction of reading, and what was recorded is dropped. */
export const cancelPx = 96;
/** So far up, and the finger may let go. */
export const lockPx = 64;
/** Held for less than this is a tap: one wants both hands. */
const tapMs = 400;
const renewMs = 1_000;

type Deed = { send: (recording: Recording) => void; close: () => void };

/** A recording from the press to its end: held, locked, looked over, sent or dropped. */
export function useRecorder(press: Press, conversation: Conversation, { send, close }: Deed) {
  const [phase, setPhase] = useState<Phase>({ name: "asking" });
  const microphone = useRef<Microphone | null>(null);
  const deed = useRef({ send, close });
  const meter = useRef<(level: number) => void>(() => {});
  useEffect(() => {
    deed.current = { send, close };
  }, [send, close]);

  useEffect(() => {
    let live = true;
    player.stop();
    const review = async (interrupted: boolean) => {
      const recording = await microphone.current?.stop();
      if (live && recording) setPhase({ name: "review", recording, interrupted });
    };
    const open = async () => {
      try {
        const opened = await Microphone.open({
          heard: (level) => meter.current(level),
          interrupted: () => void review(true),
          full: () => void review(false),
        });
        if (!live) return void opened.stop();
        microphone.current = opened;
        // Whoever was asked whether the page may listen has let go of the button meanwhile.
        setPhase({ name: press.released ? "locked" : "held" });
      } catch (error) {
        const fault = error instanceof MicrophoneError ? error.fault : "failed";
        if (live) setPhase({ name: "failed", fault });
      }
    };
    void open();
    return () => {
      live = false;
      void microphone.current?.stop();
      microphone.current = null;
    };
  }, [press]);

  const recording = phase.name === "held" || phase.name === "locked";
  useEffect(() => {
    if (!recording) return;
    conversation.setRecording(true);
    const timer = setInterval(() => conversation.setRecording(true), renewMs);
    return () => {
      clearInterval(timer);
      conversation.setRecording(false);
    };
  }, [conversation, recording]);

  // Two touches of one button send once.
  const sent = useRef(false);
  const sendOnce = (done: Recording | undefined) => {
    if (done === undefined || sent.current) return;
    sent.current = true;
    deed.current.send(done);
  };
  const finish = async () => sendOnce(await microphone.current?.stop());

  const hear = useCallback((listener: (level: number) => void) => {
    meter.current = listener;
    return () => {
      meter.current = () => {};
    };
  }, []);

  return {
    phase,
    /** Tells how loud it is, from 0 to 1, many times a second. */
    hear,
    elapsedMs: () => microphone.current?.elapsedMs ?? 0,
    /** The finger moved or let go. */
    follow: () => {
      if (phase.name !== "held") return;
      if (press.along <= -cancelPx) return deed.current.close();
      if (press.up >= lockPx) {
        setPhase({ name: "locked" });
        return press.release();
      }
      if (!press.released) return;
      if (performance.now() - press.since < tapMs) return setPhase({ name: "locked" });
      void finish();
    },
    stop: async () => {
      const done = await microphone.current?.stop();
      if (done) setPhase({ name: "review", recording: done, interrupted: false });
    },
    /** What is recorded goes as it is. */
    send: () => {
      if (phase.name === "review") sendOnce(phase.recording);
      else void finish();
    },
  };
}
