import { fileSize as fileSizeIn } from "@relais/react/headless";
import { currentLanguage } from "../../../format/language.ts";

/** « 820 ko », « 2,4 Mo ». */
export const fileSize = (bytes: number): string => fileSizeIn(currentLanguage(), bytes);
