import type { Accent, AccentTones } from "@relais/protocol";
import { useLayoutEffect } from "react";

let sheet: CSSStyleSheet | undefined;

/** The organization's colour for as long as this is shown, from its first paint. */
export function useAccent(accent: Accent | undefined): void {
  useLayoutEffect(() => {
    showAccent(accent);
    return () => showAccent(undefined);
  }, [accent]);
}

/** The organization's colour in place of ours, in both themes; our own again without one. */
function showAccent(accent: Accent | undefined): void {
  // An old browser that cannot hold one shows our colour.
  if (!("adoptedStyleSheets" in document)) return;
  if (sheet === undefined) {
    if (accent === undefined) return;
    sheet = new CSSStyleSheet();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
  sheet.replaceSync(accent === undefined ? "" : accentSheet(accent));
}

/** The rules by which a page has this colour. */
export const accentSheet = ({ light, dark }: Accent): string =>
  `:root{${tokens(light)}}:root[data-theme="dark"]{${tokens(dark)}}`;

const tokens = ({ brand, strong, soft, on }: AccentTones): string =>
  `--brand:${brand};--brand-strong:${strong};--brand-soft:${soft};--on-brand:${on};--bubble-me:${soft};--bubble-me-ink-2:var(--ink-2)`;
