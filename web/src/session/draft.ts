import { useCallback, useState } from "react";

/** Text half written, kept on this device until it is sent. Storage may refuse: then it lasts as long as the page. */
export function readDraft(key: string): string {
  try {
    return localStorage.getItem(`relais:draft:${key}`) ?? "";
  } catch {
    return "";
  }
}

export function keepDraft(key: string, text: string): void {
  try {
    if (text) localStorage.setItem(`relais:draft:${key}`, text);
    else localStorage.removeItem(`relais:draft:${key}`);
  } catch {
    // Storage is full or refused: the page still holds the text.
  }
}

/** A state that is also kept as a draft. */
export function useDraft(key: string): [string, (text: string) => void] {
  const [text, setText] = useState(() => readDraft(key));
  const change = useCallback(
    (next: string) => {
      setText(next);
      keepDraft(key, next);
    },
    [key],
  );
  return [text, change];
}
