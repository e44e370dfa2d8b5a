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
