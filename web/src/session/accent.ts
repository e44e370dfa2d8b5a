import type { Me } from "@relais/client";

type Tones = NonNullable<Me["organization"]["accent"]>["light"];

let sheet: CSSStyleSheet | undefined;

/** The organization's colour in place of ours, in both themes; our own again without one. */
export function showAccent(accent: Me["organization"]["accent"]): void {
  // An old browser that cannot hold one shows our colour.
  if (!("adoptedStyleSheets" in document)) return;
  if (sheet === undefined) {
    if (accent === undefined) return;
    sheet = new CSSStyleSheet();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
  sheet.replaceSync(
    accent === undefined
      ? ""
      : `:root{${tokens(accent.light)}}:root[data-theme="dark"]{${tokens(accent.dark)}}`,
  );
}

const tokens = ({ brand, strong, soft, on }: Tones): string =>
  `--brand:${brand};--brand-strong:${strong};--brand-soft:${soft};--on-brand:${on};--bubble-me:${soft};--bubble-me-ink-2:var(--ink-2)`;
