/**
 * The text of a message of kind `picture`: the address of a picture that lies elsewhere, and what is said about it
 * on the lines that follow. Whoever does not know the kind still has the address.
 */
export function pictureText(address: string, words = ""): string {
  return words === "" ? address : `${address}\n${words}`;
}

/** A picture that lies elsewhere, as a text names it; null when it names none. Only `https:` is shown. */
export function parsePicture(text: string): { address: string; words: string } | null {
  const [address = "", ...words] = text.split("\n");
  return isPictureAddress(address) ? { address, words: words.join("\n") } : null;
}

/** An address without a space, without credentials, that a browser fetches safely. */
export function isPictureAddress(address: string): boolean {
  if (address.length > 2_048 || /\s/.test(address)) return false;
  try {
    const { protocol, username, password } = new URL(address);
    return protocol === "https:" && username === "" && password === "";
  } catch {
    return false;
  }
}
