import { useEffect, useRef, useState } from "react";
import { currentLanguage } from "../../format/language.ts";
import { type Heard, heardIn } from "./heard.ts";
import { isRemembered, remember } from "./remember.ts";

/* The part of the Web Speech API that is used here; TypeScript's library does not know it yet. */
type Recognition = EventTarget & {
  lang: string;
  continuous: boolean;
  start(): void;
  abort(): void;
};
type ResultEvent = Event & { results: ArrayLike<ArrayLike<{ transcript: string }>> };
type ErrorEvent = Event & { error: string };
type RecognitionClass = new () => Recognition;

const recognitionClass = (): RecognitionClass | undefined => {
  const scope = globalThis as {
    SpeechRecognition?: RecognitionClass;
    webkitSpeechRecognition?: RecognitionClass;
  };
  return scope.SpeechRecognition ?? scope.webkitSpeechRecognition;
};

const key = "relais:guidance:listening";

/** Why it cannot go on listening; a silence is none. */
const endings: readonly string[] = [
  "not-allowed",
  "service-not-allowed",
  "audio-capture",
  "language-not-supported",
  "network",
];

type HandsFreeOptions = {
  onHeard: (heard: Exclude<Heard, null>) => void;
  /** The device itself speaks: what it says is no answer. */
  deaf: boolean;
};

/** Hears the few orders of a guidance while it is wanted: hands are in the engine. */
export function useHandsFree({ onHeard, deaf }: HandsFreeOptions) {
  const [on, setOn] = useState(false);
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState(false);
  const tell = useRef(onHeard);
  useEffect(() => {
    tell.current = onHeard;
  });
  useEffect(() => {
    const Recognition = recognitionClass();
    if (!on || deaf || Recognition === undefined) return;
    let live = true;
    const recognition = new Recognition();
    recognition.lang = currentLanguage() === "fr" ? "fr-FR" : "en-GB";
    recognition.continuous = true;
    recognition.addEventListener("result", (event) => {
      // Each name has its own shape of event, as the specification says.
      const { results } = event as ResultEvent;
      const last = results[results.length - 1]?.[0];
      const heard = last && heardIn(last.transcript);
      if (heard) tell.current(heard);
    });
    recognition.addEventListener("error", (event) => {
      const { error } = event as ErrorEvent;
      if (!endings.includes(error)) return;
      live = false;
      setRefused(true);
      setOn(false);
    });
    // Browsers stop listening after a silence.
    recognition.addEventListener("end", () => {
      if (live) recognition.start();
    });
    recognition.start();
    return () => {
      live = false;
      recognition.abort();
    };
  }, [on, deaf]);
  return {
    can: recognitionClass() !== undefined,
    on,
    refused,
    /** They are asked first, once on a device. */
    asking,
    toggle: () => {
      setRefused(false);
      if (on || isRemembered(key)) setOn(!on);
      else setAsking(true);
    },
    answer: (agreed: boolean) => {
      setAsking(false);
      if (!agreed) return;
      remember(key, true);
      setOn(true);
    },
  };
}
