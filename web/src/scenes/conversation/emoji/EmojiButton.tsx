import { Smile } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { m } from "../../../catalogue/index.ts";
import { IconButton } from "../../../design/IconButton.tsx";
import { Sheet } from "../../../design/Sheet.tsx";

/** Comes with the first tap. */
const EmojiPicker = lazy(async () => ({
  default: (await import("./EmojiPicker.tsx")).EmojiPicker,
}));

/** 😊: puts an emoji where one writes. */
export function EmojiButton({ onPick }: { onPick: (unicode: string) => void }) {
  const [open, setOpen] = useState(false);
  // Each time it opens it begins anew, with what was used last on top.
  const [times, setTimes] = useState(0);
  return (
    <>
      <IconButton
        icon={Smile}
        label={m.emoji_open()}
        // The smallest phones have no room for it, and emoji on their own keyboards.
        className="max-[359px]:hidden"
        onClick={() => {
          setTimes(times + 1);
          setOpen(true);
        }}
      />
      <Sheet open={open} onOpenChange={setOpen} title={m.emoji_title()}>
        <Suspense fallback={<div className="h-84 max-h-[60dvh]" />}>
          <EmojiPicker
            key={times}
            onPick={(unicode) => {
              setOpen(false);
              onPick(unicode);
            }}
          />
        </Suspense>
      </Sheet>
    </>
  );
}
