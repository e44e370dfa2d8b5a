import { checkText } from "@relais/protocol";
import { charactersLeft, type TrayState } from "@relais/react/headless";
import { m } from "../../../catalogue/index.ts";

/**
 * What is to be said about the text and the files that are about to be sent; null for nothing. `held`: the next
 * step of a guidance waits for the answer to this one.
 */
export function noteOf(
  text: string,
  tray: TrayState,
  held: boolean,
): { text: string; wrong: boolean } | null {
  if (held && text.trim() !== "") return { text: m.guidance_composer_held(), wrong: false };
  if (tray.overflow) return { text: m.files_too_many({ max: tray.max }), wrong: false };
  const check = checkText(text);
  if (!check.ok && check.code === "text_forbidden_character") {
    return { text: m.new_text_forbidden(), wrong: false };
  }
  const left = charactersLeft(text);
  if (left === null) return null;
  return left < 0
    ? { text: m.composer_too_long({ count: -left }), wrong: true }
    : { text: m.composer_left({ count: left }), wrong: false };
}
