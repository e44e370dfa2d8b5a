import { useCallback, useEffect, useState } from "react";
import { currentLanguage } from "../../format/language.ts";
import { isRemembered, remember } from "./remember.ts";

const key = "relais:guidance:aloud";
/** Engines forget to say that they are silent again: one looks. */
const lookEveryMs = 300;

/** Reads each step aloud while it is wanted, where the browser can speak. */
export function useReadAloud(text: string) {
  const can = "speechSynthesis" in globalThis;
  const [on, setOn] = useState(() => can && isRemembered(key));
  const [speaking, setSpeaking] = useState(false);
  const read = useCallback(() => {
    if (!can || text === "") return;
    speechSynthesis.cancel();
    const spoken = new SpeechSynthesisUtterance(text);
    spoken.lang = currentLanguage() === "fr" ? "fr-FR" : "en-GB";
    spoken.addEventListener("start", () => setSpeaking(true));
    speechSynthesis.speak(spoken);
  }, [can, text]);
  useEffect(() => {
    if (!on) return;
    read();
    return () => speechSynthesis.cancel();
  }, [on, read]);
  useEffect(() => {
    if (!speaking) return;
    const timer = setInterval(() => {
      if (!speechSynthesis.speaking && !speechSynthesis.pending) setSpeaking(false);
    }, lookEveryMs);
    return () => clearInterval(timer);
  }, [speaking]);
  const toggle = () => {
    remember(key, !on);
    setOn(!on);
  };
  return { can, on, speaking, toggle, read };
}
