import { type ReactNode, useEffect, useRef, useState } from "react";
import { Toasts } from "./Toast.tsx";

type TopLayerProps = {
  label: string;
  onClose: () => void;
  children: (root: HTMLElement) => ReactNode;
};

/** A place as large as the screen above everything, open sheets too. What is in it draws itself into `root`. */
export function TopLayer({ label, onClose, children }: TopLayerProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const close = useRef(onClose);
  const [root, setRoot] = useState<HTMLElement | null>(null);

  useEffect(() => {
    close.current = onClose;
  }, [onClose]);

  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    element.showModal();
    setRoot(element);
    const onCancel = (event: Event) => {
      event.preventDefault();
      close.current();
    };
    element.addEventListener("cancel", onCancel);
    return () => element.removeEventListener("cancel", onCancel);
  }, []);

  return (
    <dialog
      ref={dialog}
      aria-label={label}
      className="fixed inset-0 m-0 size-full max-h-none max-w-none border-0 bg-transparent p-0 backdrop:bg-transparent"
    >
      {root && children(root)}
      <Toasts inDialog />
    </dialog>
  );
}
