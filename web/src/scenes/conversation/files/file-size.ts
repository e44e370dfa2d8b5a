import { currentLanguage } from "../../../format/language.ts";

/** « 820 ko », « 2,4 Mo ». */
export function fileSize(bytes: number): string {
  const mega = bytes >= 1_000_000;
  const unit = mega ? "megabyte" : "kilobyte";
  const value = mega ? bytes / 1_000_000 : Math.max(1, Math.round(bytes / 1_000));
  return new Intl.NumberFormat(currentLanguage(), {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: 1,
  }).format(value);
}
