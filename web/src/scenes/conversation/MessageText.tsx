import { keepTogether, useLinkParts } from "@relais/react/headless";
import { Fragment } from "react";
import { classes } from "../../design/classes.ts";

/** A text as it was written, with its addresses as links. Never interpreted as HTML. */
export function MessageText({ text, names = false }: { text: string; names?: boolean }) {
  const parts = useLinkParts(text);
  return (
    <span dir="auto" className="whitespace-pre-wrap">
      {parts.map((part, index) =>
        part.href === null ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never move
          <Fragment key={index}>
            {names ? <Named text={part.text} /> : keepTogether(part.text)}
          </Fragment>
        ) : (
          <a
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never move
            key={index}
            href={part.href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className={classes(
              "font-medium text-brand underline underline-offset-2",
              part.href.startsWith("tel:") && "whitespace-nowrap",
            )}
          >
            {part.text}
          </a>
        ),
      )}
    </span>
  );
}

const name = /(@\p{Lu}[\p{L}’'-]*(?: \p{Lu}[\p{L}’'-]*)*)/u;

/** Among those who do the work: who is meant stands out. */
function Named({ text }: { text: string }) {
  return text.split(name).map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never move
      <strong key={index} className="font-semibold text-brand">
        {part}
      </strong>
    ) : (
      keepTogether(part)
    ),
  );
}
