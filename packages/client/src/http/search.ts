/** The query of an address; what is undefined is left out. */
export function search(query: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const words = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  return words.size === 0 ? "" : `?${words}`;
}
