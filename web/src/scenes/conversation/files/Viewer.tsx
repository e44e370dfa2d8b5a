import type { Conversation, DisplayedFile } from "@relais/client";
import { useEffect, useState } from "react";
import { Lightbox } from "yet-another-react-lightbox";
import Zoom from "yet-another-react-lightbox/plugins/zoom";
import "yet-another-react-lightbox/styles.css";
import { m } from "../../../catalogue/index.ts";

type ViewerProps = {
  pictures: readonly DisplayedFile[];
  first: number;
  conversation: Conversation;
  onClose: () => void;
};

type Slide = { src: string; alt: string; width?: number; height?: number };

/** Pictures of one message, as large as the screen, to swipe and to zoom. */
export default function Viewer({ pictures, first, conversation, onClose }: ViewerProps) {
  const slides = useSlides(pictures, conversation);
  if (slides.length === 0) return null;
  return (
    <Lightbox
      open
      close={onClose}
      index={first}
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

function useSlides(pictures: readonly DisplayedFile[], conversation: Conversation): Slide[] {
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
