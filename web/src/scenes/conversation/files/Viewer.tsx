import type { DisplayedFile } from "@relais/client";
import { MessageSquareText } from "lucide-react";
import { useEffect, useState } from "react";
import { Lightbox } from "yet-another-react-lightbox";
import Zoom from "yet-another-react-lightbox/plugins/zoom";
import "yet-another-react-lightbox/styles.css";
import { m } from "../../../catalogue/index.ts";
import type { PictureSource } from "./picture-source.ts";

type ViewerProps = {
  pictures: readonly DisplayedFile[];
  first: number;
  conversation: PictureSource;
  onClose: () => void;
  /** What it lies in, when something else than the page is on top. */
  within?: HTMLElement | null;
  /** Leads to the message of a picture; without it the pictures are those of one message. */
  onShow?: (index: number) => void;
};

type Slide = { src: string; alt: string; width?: number; height?: number };

/** Pictures as large as the screen, to swipe and to zoom. */
export default function Viewer(props: ViewerProps) {
  const { pictures, first, conversation, onClose, within = null, onShow } = props;
  const [at, setAt] = useState(first);
  const slides = useSlides(pictures, conversation);
  if (slides.length === 0) return null;
  return (
    <Lightbox
      open
      close={onClose}
      index={first}
      on={{ view: ({ index }) => setAt(index) }}
      {...(within !== null && { portal: { root: within } })}
      {...(onShow !== undefined && {
        toolbar: { buttons: [<ShowMessage key="show" onClick={() => onShow(at)} />, "close"] },
      })}
      slides={slides}
      plugins={[Zoom]}
      carousel={{ finite: true }}
      controller={{ closeOnPullDown: true, closeOnBackdropClick: true }}
      labels={{
        Close: m.files_viewer_close(),
        Next: m.files_viewer_next(),
        Previous: m.files_viewer_previous(),
        "Zoom in": m.files_viewer_zoom_in(),
        "Zoom out": m.files_viewer_zoom_out(),
      }}
      {...(slides.length === 1 && {
        render: { buttonPrev: () => null, buttonNext: () => null },
      })}
    />
  );
}

function ShowMessage({ onClick }: { onClick: () => void }) {
  const label = m.shared_show_message();
  return (
    <button
      type="button"
      className="yarl__button"
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      <MessageSquareText size={26} strokeWidth={1.75} aria-hidden="true" />
    </button>
  );
}

function useSlides(pictures: readonly DisplayedFile[], conversation: PictureSource): Slide[] {
  const [slides, setSlides] = useState<Slide[]>([]);
  useEffect(() => {
    let live = true;
    const made: string[] = [];
    const slideOf = async ({ id, blob, name, width, height }: DisplayedFile): Promise<Slide> => {
      const size = width !== null && height !== null ? { width, height } : {};
      if (blob !== undefined) {
        const src = URL.createObjectURL(blob);
        made.push(src);
        return { src, alt: name };
      }
      const found = id === null ? null : await conversation.fileAddress(id).catch(() => null);
      return { src: found?.address ?? "", alt: name, ...size };
    };
    const gather = async () => {
      const all = await Promise.all(pictures.map(slideOf));
      if (live) setSlides(all);
    };
    void gather();
    return () => {
      live = false;
      for (const url of made) URL.revokeObjectURL(url);
    };
  }, [conversation, pictures]);
  return slides;
}
