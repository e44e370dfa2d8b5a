/** « Moussa Keïta » → « MK ». At most two letters, of the first and the last word. */
export function initials(name: string): string {
  const words = name
    .trim()
    .split(/[\s’'-]+/u)
    .filter(Boolean);
  const first = words[0]?.at(0) ?? "?";
  const last = words.length > 1 ? (words.at(-1)?.at(0) ?? "") : "";
  return (first + last).toLocaleUpperCase();
}

export const firstName = (name: string): string => name.trim().split(/\s+/u)[0] ?? name;

/** One of eight hues, always the same for the same id. */
export function hue(id: string): number {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return (sum % 8) + 1;
}
