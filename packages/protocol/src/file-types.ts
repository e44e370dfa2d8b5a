import type { Attachment } from "./attachment.ts";
import type { SharedCategory } from "./shared-item.ts";

/** What may be sent, by content, with the endings that such a file may have; the first is the usual one. */
export const fileTypes: Readonly<Record<string, readonly string[]>> = {
  "image/jpeg": ["jpg", "jpeg"],
  "image/png": ["png"],
  "image/webp": ["webp"],
  "image/gif": ["gif"],
  "application/pdf": ["pdf"],
  "text/plain": ["txt"],
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ["docx"],
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ["xlsx"],
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": ["pptx"],
  "application/vnd.oasis.opendocument.text": ["odt"],
  "application/vnd.oasis.opendocument.spreadsheet": ["ods"],
  "application/vnd.oasis.opendocument.presentation": ["odp"],
};

/** Whether it is shown as a picture. */
export function isPicture(type: string): boolean {
  return type.startsWith("image/") && type in fileTypes;
}

/** Where a file is listed. */
export function categoryOf({ type }: Pick<Attachment, "type">): SharedCategory {
  if (isPicture(type)) return "picture";
  return type.startsWith("audio/") ? "voice" : "file";
}
