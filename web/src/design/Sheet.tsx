import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { m } from "../catalogue/index.ts";
import { Button } from "./Button.tsx";
import { IconButton } from "./IconButton.tsx";
import { Toasts } from "./Toast.tsx";
import { watchUnsaved } from "./unsaved.ts";

type SheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** One sentence under the title; also what a screen reader says on opening. */
  text?: string;
  children: ReactNode;
};

/** Its content stays for as long as it takes to leave. */
const leavingMs = 250;

/**
 * One level down: from below on a phone, in the middle on a desk. The browser's own modal dialog:
 * it keeps the focus, closes on Escape and needs no injected style, which our policy would refuse. What was typed into it
 * and not saved is asked for before it goes.
 */
export function Sheet({ open, onOpenChange, title, text, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const close = useRef(() => onOpenChange(false));
  const unsaved = useRef<ReturnType<typeof watchUnsaved>>(null);
  const id = useId();
  const [asking, setAsking] = useState(false);
  const [present, setPresent] = useState(open);
  if (open && !present) setPresent(true);

  useEffect(() => {
    close.current = () => onOpenChange(false);
  }, [onOpenChange]);

  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (open) {
      if (!element.open) element.showModal();
      const watched = watchUnsaved(element);
      unsaved.current = watched;
      return () => {
        watched.stop();
        setAsking(false);
      };
    }
    if (element.open) element.close();
    const timer = setTimeout(() => setPresent(false), leavingMs);
    return () => clearTimeout(timer);
  }, [open]);

  const leave = useRef(() => {
    if (unsaved.current?.isThere()) setAsking(true);
    else close.current();
  });

  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    // The shade belongs to the dialog itself; what is inside covers the rest of it.
    const onClick = (event: MouseEvent) => event.target === element && leave.current();
    const onClose = () => close.current();
    // The gesture of a phone; and the key, because a browser lets a page hold back only the first of two.
    const onCancel = (event: Event) => {
      if (event.defaultPrevented || !unsaved.current?.isThere()) return;
      event.preventDefault();
      setAsking(true);
    };
    const onKey = (event: KeyboardEvent) => event.key === "Escape" && onCancel(event);
    element.addEventListener("click", onClick);
    element.addEventListener("cancel", onCancel);
    element.addEventListener("keydown", onKey);
    element.addEventListener("close", onClose);
    return () => {
      element.removeEventListener("click", onClick);
      element.removeEventListener("cancel", onCancel);
      element.removeEventListener("keydown", onKey);
      element.removeEventListener("close", onClose);
    };
  }, []);

  return (
    <dialog
      ref={dialog}
      aria-labelledby={`${id}-title`}
      aria-describedby={text ? `${id}-text` : undefined}
      className="sheet"
    >
      {present && (
        <div className="flex max-h-[inherit] flex-col pb-[env(safe-area-inset-bottom)]">
          <header className="flex items-start gap-2 ps-5 pe-2 pt-3">
            <div className="min-w-0 flex-1 pt-2">
              <h2 id={`${id}-title`} className="text-20 text-balance">
                {title}
              </h2>
              {text && (
                <p id={`${id}-text`} className="mt-1.5 text-15 text-pretty text-ink-2">
                  {text}
                </p>
              )}
            </div>
            <IconButton icon={X} label={m.action_close()} onClick={() => leave.current()} />
          </header>
          <div className="min-h-0 overflow-y-auto overscroll-contain px-5 pt-4 pb-5">
            {children}
          </div>
          {asking && (
            <div
              role="alert"
              className="flex flex-wrap items-center justify-end gap-2 border-t border-line bg-sunken px-5 py-3"
            >
              <p className="min-w-48 flex-1 text-15">{m.unsaved_text()}</p>
              <Button look="danger" className="grow sm:grow-0" onClick={() => close.current()}>
                {m.unsaved_leave()}
              </Button>
              <Button className="grow sm:grow-0" onClick={() => setAsking(false)}>
                {m.unsaved_stay()}
              </Button>
            </div>
          )}
        </div>
      )}
      {open && <Toasts inDialog />}
    </dialog>
  );
}
