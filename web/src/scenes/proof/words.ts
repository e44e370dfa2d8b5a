import { useState } from "react";
import { keepDraft, readDraft } from "../../session/draft.ts";

/** What was typed into the form of a proof. */
type Words = { readonly name: string; readonly note: string };

const none: Words = { name: "", note: "" };

/** Kept on this device until the step is taken: nobody types twice at a door. */
export function useWords(memberId: string, caseId: string) {
  const key = `proof ${memberId} ${caseId}`;
  const [words, setWords] = useState(() => parse(readDraft(key)));
  const write = (change: Partial<Words>) => {
    const next = { ...words, ...change };
    setWords(next);
    keepDraft(key, next.name || next.note ? JSON.stringify(next) : "");
  };
  return { words, write, clear: () => write(none) };
}

function parse(kept: string): Words {
  try {
    return { ...none, ...(JSON.parse(kept || "{}") as Partial<Words>) };
  } catch {
    return none;
  }
}
