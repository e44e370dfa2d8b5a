import type { LinkPreview } from "@relais/client";
import { BlobImage } from "../files/blob-image.tsx";
import { useBlur } from "../files/use-blur.ts";
import { usePicture } from "../files/use-picture.ts";
import { hostOf } from "../format/host.ts";
import { useHere } from "./context.ts";

/** Where a link leads, before anybody follows it. What the page says is text, and the host is the link's own. */
export function LinkCard({ preview }: { preview: LinkPreview }) {
  const { link, title, description, site, picture } = preview;
  const host = hostOf(link);
  return (
    <a className="relais-link-card" href={link} target="_blank" rel="noopener noreferrer nofollow">
      {picture !== null && <CardPicture picture={picture} />}
      <strong dir="auto">{title}</strong>
      {description !== null && <span dir="auto">{description}</span>}
      <small>{site !== null && site.toLowerCase() !== host ? `${site} · ${host}` : host}</small>
    </a>
  );
}

/** From our own server: nothing is fetched from the site itself. */
function CardPicture({ picture }: { picture: NonNullable<LinkPreview["picture"]> }) {
  const { conversation } = useHere();
  const blur = useBlur(picture.placeholder);
  const drawn = usePicture(conversation, { id: picture.id });
  const ratio = Math.min(1.91, Math.max(1.2, picture.width / picture.height));
  return (
    <span className="relais-card-picture" style={{ aspectRatio: ratio }}>
      {drawn ? <BlobImage blob={drawn} alt="" /> : blur && <img src={blur} alt="" />}
    </span>
  );
}
