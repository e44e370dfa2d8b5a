import { parsePicture } from "@relais/protocol";
import { ExternalLink, Image } from "lucide-react";
import { m } from "../../catalogue/index.ts";
import { MessageText } from "./MessageText.tsx";

/**
 * A picture that lies elsewhere: whose site it is, and nothing is fetched from there until somebody wants it. It
 * opens in a page of its own, which learns nothing of where it was opened.
 */
export function PictureText({ text }: { text: string }) {
  const picture = parsePicture(text);
  if (picture === null) return <MessageText text={text} />;
  const { address, words } = picture;
  return (
    <span className="flex flex-col gap-1">
      <a
        href={address}
        target="_blank"
        rel="noopener noreferrer"
        className="flex min-h-11 items-center gap-2 rounded-control font-semibold"
      >
        <Image size={18} strokeWidth={1.75} aria-hidden="true" className="shrink-0" />
        <span className="flex min-w-0 flex-col">
          <span className="underline underline-offset-2">{m.picture_elsewhere()}</span>
          <span className="truncate text-13 font-normal text-ink-2">{new URL(address).host}</span>
        </span>
        <ExternalLink size={16} strokeWidth={1.75} aria-hidden="true" className="shrink-0" />
      </a>
      {words !== "" && <MessageText text={words} />}
    </span>
  );
}
