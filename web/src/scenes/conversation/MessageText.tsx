import { Fragment } from "react";

/** Addresses that begin with http. What follows a sentence is not part of them. */
const address = /(https?:\/\/[^\s<>"«»]+[^\s<>"«».,;:!?)\]])/gu;

/** French puts a space before these; it must not let them begin a line alone. */
const keepTogether = (text: string): string =>
  text.replace(/ (?=[:;?!»])/gu, "\u00a0").replace(/« /gu, "«\u00a0");

/** A text as it was written, with its addresses as links. Never interpreted as HTML. */
export function MessageText({ text }: { text: string }) {
  return (
    <span dir="auto" className="whitespace-pre-wrap">
      {text.split(address).map((part, index) =>
        index % 2 === 1 ? (
          <a
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never move
            key={index}
            href={part}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="font-medium text-brand underline underline-offset-2"
          >
            {part}
          </a>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never move
          <Fragment key={index}>{keepTogether(part)}</Fragment>
        ),
      )}
    </span>
  );
}
