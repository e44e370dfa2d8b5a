import type { Conversation, DisplayedFile, SharedItem } from "@relais/client";
import { lazy, Suspense, useMemo, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { TopLayer } from "../../design/TopLayer.tsx";
import { Picture } from "../conversation/files/Picture.tsx";

/** Loaded when the first picture is opened. */
const Viewer = lazy(() => import("../conversation/files/Viewer.tsx"));

type PictureGridProps = {
  items: readonly SharedItem[];
  conversation: Conversation;
  /** Absent where no way leads to a message. */
  onShow?: ((number: number) => void) | undefined;
};

/** The pictures of a conversation, three in a row; one opens as large as the screen, among all of them. */
export function PictureGrid({ items, conversation, onShow }: PictureGridProps) {
  const [open, setOpen] = useState<number | null>(null);
  const pictures = useMemo(() => items.flatMap(displayed), [items]);
  return (
    <div className="grid grid-cols-3 gap-1.5 [&>button]:rounded-[10px]">
      {pictures.map((file, index) => (
        <Picture
          key={file.key}
          file={file}
          shape="square"
          conversation={conversation}
          onOpen={() => setOpen(index)}
        />
      ))}
      {open !== null && (
        <TopLayer label={m.shared_pictures()} onClose={() => setOpen(null)}>
          {(root) => (
            <Suspense fallback={null}>
              <Viewer
                pictures={pictures}
                first={open}
                conversation={conversation}
                within={root}
                onClose={() => setOpen(null)}
                {...(onShow && {
                  onShow: (index: number) => {
                    const number = items[index]?.number;
                    setOpen(null);
                    if (number !== undefined) onShow(number);
                  },
                })}
              />
            </Suspense>
          )}
        </TopLayer>
      )}
    </div>
  );
}

function displayed({ file }: SharedItem): DisplayedFile[] {
  if (file === undefined) return [];
  const { id, name, type, bytes, width, height, placeholder } = file;
  return [{ key: id, id, name, type, bytes, width, height, placeholder }];
}
