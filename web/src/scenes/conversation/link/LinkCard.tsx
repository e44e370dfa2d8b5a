import type { Conversation, LinkPreview } from "@relais/client";
import { hostOf } from "@relais/react/headless";
import { classes } from "../../../design/classes.ts";
import { CardPicture } from "./CardPicture.tsx";
import { cardShape } from "./card-shape.ts";

type LinkCardProps = { preview: LinkPreview; conversation: Conversation };

/** Where a link leads, before anybody follows it. What the page says is text, and the host is the link's own. */
export function LinkCard({ preview, conversation }: LinkCardProps) {
  const { link, title, description, site, picture } = preview;
  const shape = cardShape(preview);
  const host = hostOf(link);
  const whose = site !== null && site.toLowerCase() !== host ? `${site} · ${host}` : host;
  return (
    <div
      data-link-card=""
      className={classes(
        "-mx-1.5 my-1 w-72 max-w-[calc(100%+0.75rem)] overflow-hidden rounded-[12px] bg-paper/70",
        shape.kind === "beside" && "flex items-start",
      )}
    >
      {picture !== null && (
        <CardPicture
          picture={picture}
          shape={shape}
          link={link}
          title={title}
          conversation={conversation}
        />
      )}
      <a
        href={link}
        target="_blank"
        rel="noopener noreferrer nofollow"
        className="flex min-h-11 min-w-0 flex-1 flex-col gap-0.5 px-3 py-2.5 hover:bg-paper"
      >
        <span dir="auto" className="line-clamp-2 text-15 leading-snug font-semibold">
          {title}
        </span>
        {description !== null && (
          <span dir="auto" className="line-clamp-2 text-13 leading-snug text-ink-2">
            {description}
          </span>
        )}
        <span dir="auto" className="truncate text-13 text-ink-2">
          {whose}
        </span>
      </a>
    </div>
  );
}
