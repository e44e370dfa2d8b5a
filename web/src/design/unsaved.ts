/**
 * What people lose when a dialog closes: words of a form. Outside of one a field is taken as it is typed, or looks for
 * something.
 */
function isWritten(target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement {
  if (target instanceof HTMLTextAreaElement) return target.form !== null;
  if (!(target instanceof HTMLInputElement) || target.form === null) return false;
  return ["text", "email", "tel", "url", "number"].includes(target.type);
}

/**
 * Notices what is typed into `element` and was not given up to be saved. `isThere` looks at how things stand: what was
 * typed and taken back, or whose field has gone, is not lost.
 */
export function watchUnsaved(element: HTMLElement): { isThere(): boolean; stop(): void } {
  const before = new Map<HTMLInputElement | HTMLTextAreaElement, string>();
  // The last moment at which a field still holds what was there.
  const onEdit = ({ target }: Event) => {
    if (isWritten(target) && !before.has(target)) before.set(target, target.value);
  };
  const onSubmit = () => before.clear();
  element.addEventListener("beforeinput", onEdit);
  element.addEventListener("submit", onSubmit);
  return {
    isThere: () => [...before].some(([field, value]) => field.isConnected && field.value !== value),
    stop() {
      element.removeEventListener("beforeinput", onEdit);
      element.removeEventListener("submit", onSubmit);
    },
  };
}
