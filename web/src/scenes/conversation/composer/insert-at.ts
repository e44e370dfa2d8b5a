/** Puts `piece` where the caret of a field stands, and the caret behind it. */
export function insertAt(
  field: HTMLTextAreaElement | null,
  text: string,
  piece: string,
  write: (text: string) => void,
): void {
  const start = field?.selectionStart ?? text.length;
  const end = field?.selectionEnd ?? text.length;
  write(text.slice(0, start) + piece + text.slice(end));
  // Once the field shows it.
  requestAnimationFrame(() => {
    field?.focus();
    field?.setSelectionRange(start + piece.length, start + piece.length);
  });
}
