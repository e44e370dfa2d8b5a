/** A name as it may stand in an address: `SOS Dépannage Bamako` is `sos-depannage-bamako`. */
export function slugOf(name: string): string {
  const slug = name
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return slug === "" ? "organization" : slug;
}
