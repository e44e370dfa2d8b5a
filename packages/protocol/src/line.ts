import { z } from "zod";
import { checkText } from "./text.ts";

/** Whether a text is one line that reads as what it is: no controls, no marks of writing direction. */
const isLine = (text: string): boolean =>
  text === "" || (!/[\r\n]/.test(text) && checkText(text).ok);

/** One line that a person writes, such as a name; blank ends are trimmed. */
export const line = (characters: number) => z.string().trim().min(1).max(characters).refine(isLine);
