import { parsePicture } from "@relais/protocol";
import { ExternalLink, Image } from "lucide-react";
import { Fragment } from "react";
import { keepTogether } from "../format/keep-together.ts";
import { useLinkParts } from "../message/use-link-parts.ts";
import { useHere } from "./context.ts";

/** A text as it was written, with its addresses as links. Never interpreted as HTML. */
export function MessageText({ text }: { text: string }) {
  const parts = useLinkParts(text);
  return (
    <span dir="auto" className="relais-text">
      {parts.map((part, index) =>
        part.href === null ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never move
          <Fragment key={index}>{keepTogether(part.text)}</Fragment>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never move
          <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
            {part.text}
          </a>
        ),
      )}
    </span>
  );
}

/** A picture that lies elsewhere: nothing is fetched from there until somebody wants it. */
export function PictureText({ text }: { text: string }) {
  const { say } = useHere();
  const picture = parsePicture(text);
  if (picture === null) return <MessageText text={text} />;
  return (
    <>
      <a
        className="relais-elsewhere"
        href={picture.address}
        target="_blank"
        rel="noopener noreferrer"
      >
        <Image size={18} strokeWidth={1.75} aria-hidden="true" />
        <span>
          {say("picture_elsewhere")}
          <small>{new URL(picture.address).host}</small>
        </span>
        <ExternalLink size={16} strokeWidth={1.75} aria-hidden="true" />
      </a>
      {picture.words !== "" && <MessageText text={picture.words} />}
    </>
  );
}
