import type { Conversation, LinkPreview } from "@relais/client";
import { BlobImage, useBlur, usePicture } from "@relais/react/headless";
import { ImageDown } from "lucide-react";
import { useState } from "react";
import { m } from "../../../catalogue/index.ts";
import { classes } from "../../../design/classes.ts";
import { useDataSaver } from "../../../session/data-saver.ts";
import type { CardShape } from "./card-shape.ts";

type CardPictureProps = {
  picture: NonNullable<LinkPreview["picture"]>;
  shape: CardShape;
  link: string;
  title: string;
  conversation: Conversation;
};

/** The picture of a page, from our own server. Where bytes count it is its blur until somebody asks for it. */
export function CardPicture({ picture, shape, link, title, conversation }: CardPictureProps) {
  const saver = useDataSaver();
  const [asked, setAsked] = useState(false);
  const wanted = asked || !saver;
  const frame = classes(
    "relative block shrink-0 overflow-hidden bg-sunken",
    shape.kind === "beside" && "ms-2.5 mt-2.5 size-14 rounded-[8px]",
  );
  const style = shape.kind === "above" ? { aspectRatio: shape.ratio } : undefined;
  const inside = <Drawn picture={picture} wanted={wanted} conversation={conversation} />;
  if (!wanted) {
    return (
      <button
        type="button"
        className={classes(frame, shape.kind === "above" && "w-full")}
        style={style}
        aria-label={m.link_show_picture({ title })}
        onClick={() => setAsked(true)}
      >
        {inside}
        <span className="absolute inset-0 grid place-items-center">
          <span className="grid size-10 place-items-center rounded-full bg-paper/85 text-ink">
            <ImageDown size={20} strokeWidth={1.75} aria-hidden="true" />
          </span>
        </span>
      </button>
    );
  }
  return (
    <a
      // The words beside it are the same link.
      href={link}
      target="_blank"
      rel="noopener noreferrer nofollow"
      tabIndex={-1}
      aria-hidden="true"
      className={frame}
      style={style}
    >
      {inside}
    </a>
  );
}

type DrawnProps = Pick<CardPictureProps, "picture" | "conversation"> & { wanted: boolean };

function Drawn({ picture, wanted, conversation }: DrawnProps) {
  const blur = useBlur(picture.placeholder);
  const drawn = usePicture(conversation, { id: wanted ? picture.id : null });
  const [shown, setShown] = useState(false);
  const whole = "absolute inset-0 size-full object-cover";
  return (
    <>
      {blur && !shown && <img src={blur} alt="" className={whole} />}
      {drawn && (
        <BlobImage
          blob={drawn}
          alt=""
          decoding="async"
          onLoad={() => setShown(true)}
          className={classes(whole, "transition-opacity duration-(--quick)", !shown && "opacity-0")}
        />
      )}
    </>
  );
}
