import type { Language } from "@relais/client";

/** « 820 ko », « 2,4 Mo ». */
export function fileSize(language: Language, bytes: number): string {
  const mega = bytes >= 1_000_000;
  const unit = mega ? "megabyte" : "kilobyte";
  const value = mega ? bytes / 1_000_000 : Math.max(1, Math.round(bytes / 1_000));
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: 1,
  }).format(value);
}
