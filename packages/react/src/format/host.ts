/** Whose page it is, whatever it calls itself. */
export function hostOf(link: string): string {
  return URL.parse?.(link)?.hostname.replace(/^www\./, "") ?? link;
}
