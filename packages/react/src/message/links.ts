import { tokenize } from "linkifyjs";

export type TextPart = { text: string; href: string | null };

/** What a message may lead to. Everything else stays text, whatever it looks like. */
const allowed = /^(?:https?:|mailto:|tel:)/i;

/** International numbers, as people write them: a call from any country reaches them. */
const phone = /(?<![\d+])(\+\d(?:[ .\u00a0-]?\d){7,14})(?!\d)/u;

/** A text in parts, each with its address where it is one. Put together they are the text. */
export function linkParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  const add = (part: string, href: string | null) => {
    const last = parts.at(-1);
    if (href === null && last?.href === null) last.text += part;
    else parts.push({ text: part, href });
  };
  for (const token of tokenize(text)) {
    const href = token.isLink ? token.toHref("https") : null;
    add(token.toString(), href !== null && allowed.test(href) ? href : null);
  }
  return parts.flatMap((part) => (part.href === null ? phoneParts(part.text) : [part]));
}

function phoneParts(text: string): TextPart[] {
  return text
    .split(phone)
    .map((part, index) => ({
      text: part,
      href: index % 2 === 1 ? `tel:${part.replace(/[^\d+]/g, "")}` : null,
    }))
    .filter((part) => part.text !== "");
}
