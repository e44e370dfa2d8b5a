import { checkText } from "@relais/protocol";
import type { TrayState } from "../files/use-tray.ts";
import { charactersLeft } from "../message/characters-left.ts";
import type { Say } from "../part.ts";
import type { WordKey } from "./words.ts";

export type Remark = { text: string; wrong: boolean };

/** What is to be said about the text and the files that are about to be sent; null for nothing. */
export function remarkOn(
  say: Say<WordKey>,
  text: string,
  tray: TrayState,
  held: boolean,
): Remark | null {
  if (held && text.trim() !== "") return { text: say("held"), wrong: false };
  if (tray.overflow) return { text: say("too_many", { max: tray.max }), wrong: false };
  const check = checkText(text);
  if (!check.ok && check.code === "text_forbidden_character") {
    return { text: say("forbidden"), wrong: false };
  }
  const left = charactersLeft(text);
  if (left === null) return null;
  return left < 0
    ? { text: say("too_long", { count: -left }), wrong: true }
    : { text: say("left", { count: left }), wrong: false };
}
