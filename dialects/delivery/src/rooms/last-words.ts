import type { Core, Room } from "@relais/core";
import type { Language } from "@relais/protocol";
import { contentOf } from "../to-wire/message.ts";

/** What the newest message of a room says, in one text: empty while nothing was written. */
export function lastWords({ kinds }: Core, { last }: Room, language: Language): string {
  if (last === null) return "";
  const around = { language, kindOf: (name: string) => kinds.get(name), addressOf: () => "" };
  return contentOf(last, around).text;
}
