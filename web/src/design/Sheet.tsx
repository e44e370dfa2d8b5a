import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { m } from "../catalogue/index.ts";
import { IconButton } from "./IconButton.tsx";

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
 * it keeps the focus, closes on Escape and needs no injected style, which our policy would refuse.
 */
export function Sheet({ open, onOpenChange, title, text, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const close = useRef(() => onOpenChange(false));
  const id = useId();
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
      return;
    }
    if (element.open) element.close();
    const timer = setTimeout(() => setPresent(false), leavingMs);
    return () => clearTimeout(timer);
  }, [open]);

  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    // The shade belongs to the dialog itself; what is inside covers the rest of it.
    const onClick = (event: MouseEvent) => event.target === element && close.current();
    const onClose = () => close.current();
    element.addEventListener("click", onClick);
    element.addEventListener("close", onClose);
    return () => {
      element.removeEventListener("click", onClick);
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
            <IconButton icon={X} label={m.action_close()} onClick={() => close.current()} />
          </header>
          <div className="min-h-0 overflow-y-auto overscroll-contain px-5 pt-4 pb-5">
            {children}
          </div>
        </div>
      )}
    </dialog>
  );
}
