import { type RefObject, useLayoutEffect, useRef } from "react";
import { receiveBegun } from "../../../session/first-page.ts";

/**
 * Takes what was begun to be written before the app was there, after what waits in the draft. In the field at once:
 * whoever is writing goes on. `wanted`: not for an internal note.
 */
export function useBegun(
  wanted: boolean,
  field: RefObject<HTMLTextAreaElement | null>,
  text: string,
  write: (text: string) => void,
): void {
  const latest = useRef({ text, write });
  useLayoutEffect(() => {
    latest.current = { text, write };
  }, [text, write]);
  useLayoutEffect(() => {
    if (!wanted) return;
    return receiveBegun("message", (words) => {
      const { text: draft, write: keep } = latest.current;
      const next = draft === "" ? words : `${draft}\n${words}`;
      keep(next);
      if (field.current !== null) field.current.value = next;
    });
  }, [wanted, field]);
}
