import type { Conversation, DisplayedFile } from "@relais/client";

/** Saves a file of a message on this device; false when it could not be had. */
export async function download(
  conversation: Conversation,
  { id, name }: Pick<DisplayedFile, "id" | "name">,
): Promise<boolean> {
  const found = id === null ? null : await conversation.fileAddress(id).catch(() => null);
  if (found === null) return false;
  // The server says that it is to be saved; this page stays.
  const link = document.createElement("a");
  link.href = found.address;
  link.download = name;
  link.click();
  return true;
}
