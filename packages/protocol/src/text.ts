import { deviceLimits } from "./device-limits.ts";

/** Why a text was refused, as an error code of the closed table. */
export type TextRefusal = "text_empty" | "text_too_long" | "text_forbidden_character";

export type TextCheck = { ok: true; text: string } | { ok: false; code: TextRefusal };

/**
 * Controls other than tab and newline, the bidirectional overrides, embeddings and isolates (they
 * can make a text read differently from what it says), and lone surrogates (not text at all).
 * Joiners and direction marks stay: emoji and right-to-left names need them.
 */
const forbidden =
  // oxlint-disable-next-line no-control-regex -- refusing control characters is the purpose
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Space in every script, and the characters that show nothing. */
const onlyBlank =
  // oxlint-disable-next-line no-misleading-character-class -- each of these is invisible by itself
  /^[\s\u00ad\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u2064\u3164\uffa0]*$/;

let segmenter: Intl.Segmenter | undefined;

/** Characters as people count them: 👩🏽‍🔧 is one. */
export function countCharacters(text: string): number {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}

/** A text of at most n UTF-16 units has at most n characters, so the costly count is rarely needed. */
function isLongerThan(text: string, characters: number): boolean {
  if (text.length <= characters) return false;
  return countCharacters(text) > characters;
}

/** A UTF-16 unit takes three bytes at most, so that encoding is rarely needed. */
function takesMoreBytes(text: string, bytes: number): boolean {
  if (text.length * 3 <= bytes) return false;
  return new TextEncoder().encode(text).length > bytes;
}

/**
 * The one rule for what a person may write, shared by the server and the composer.
 * Newlines are normalised to \n and blank ends are trimmed.
 */
export function checkText(
  raw: string,
  characters: number = deviceLimits.textCharacters,
): TextCheck {
  if (raw.length > deviceLimits.textBytes) return { ok: false, code: "text_too_long" };
  const text = raw.includes("\r") ? raw.replace(/\r\n?/g, "\n") : raw;
  if (forbidden.test(text)) return { ok: false, code: "text_forbidden_character" };
  if (onlyBlank.test(text)) return { ok: false, code: "text_empty" };
  const trimmed = text.trim();
  if (isLongerThan(trimmed, characters)) return { ok: false, code: "text_too_long" };
  if (takesMoreBytes(trimmed, deviceLimits.textBytes)) return { ok: false, code: "text_too_long" };
  return { ok: true, text: trimmed };
}
