import { useCallback, useEffect, useState } from "react";
import { currentLanguage } from "../../format/language.ts";

const key = "relais:guidance:aloud";

function remembered(): boolean {
  try {
    return localStorage.getItem(key) === "1";
  } catch {
    return false;
  }
}

/** Reads each step aloud while it is wanted, where the browser can speak. */
export function useReadAloud(text: string) {
  const can = "speechSynthesis" in globalThis;
  const [on, setOn] = useState(() => can && remembered());
  const read = useCallback(() => {
    if (!can || text === "") return;
    speechSynthesis.cancel();
    const spoken = new SpeechSynthesisUtterance(text);
    spoken.lang = currentLanguage() === "fr" ? "fr-FR" : "en-GB";
    speechSynthesis.speak(spoken);
  }, [can, text]);
  useEffect(() => {
    if (!on) return;
    read();
    return () => speechSynthesis.cancel();
  }, [on, read]);
  const toggle = () => {
    try {
      localStorage.setItem(key, on ? "0" : "1");
    } catch {
      // It lasts as long as the page.
    }
    setOn(!on);
  };
  return { can, on, toggle, read };
}
