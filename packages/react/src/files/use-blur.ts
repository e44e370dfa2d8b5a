import { useEffect, useState } from "react";

/** The few bytes that came with the message, as a blurred picture. */
export function useBlur(placeholder: string | null): string | null {
  const [blur, setBlur] = useState<string | null>(null);
  useEffect(() => {
    if (placeholder === null) return;
    let live = true;
    const draw = async () => {
      const made = await blurOf(placeholder).catch(() => null);
      if (live) setBlur(made);
    };
    void draw();
    return () => {
      live = false;
    };
  }, [placeholder]);
  return blur;
}

async function blurOf(placeholder: string): Promise<string> {
  const { thumbHashToDataURL } = await import("thumbhash");
  return thumbHashToDataURL(Uint8Array.from(atob(placeholder), (byte) => byte.charCodeAt(0)));
}
