import { useEffect, useRef, useState } from "react";
import { currentLanguage } from "../../format/language.ts";
import { type Heard, heardIn } from "./heard.ts";

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

/** Hears the few orders of a guidance while it is wanted: hands are in the engine. */
export function useHandsFree(onHeard: (heard: Exclude<Heard, null>) => void) {
  const [on, setOn] = useState(false);
  const [refused, setRefused] = useState(false);
  const tell = useRef(onHeard);
  useEffect(() => {
    tell.current = onHeard;
  });
  useEffect(() => {
    const Recognition = recognitionClass();
    if (!on || Recognition === undefined) return;
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
      if (error !== "not-allowed" && error !== "service-not-allowed") return;
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
  }, [on]);
  return {
    can: recognitionClass() !== undefined,
    on,
    refused,
    toggle: () => {
      setRefused(false);
      setOn(!on);
    },
  };
}
