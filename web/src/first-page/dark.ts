const dark = /:root\[data-theme="?dark"?\]\{([^}]*)\}/g;

/** The dark theme also where no script has chosen yet and the system is dark. */
export function darkBySystem(sheet: string): string {
  const rules = [...sheet.matchAll(dark)].map(([, values]) => values).join(";");
  if (rules === "") throw new Error("The sheet has no dark theme.");
  return `${sheet}@media (prefers-color-scheme:dark){:root:not([data-theme]){${rules}}}`;
}
