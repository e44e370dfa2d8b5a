import { type ReactNode, useCallback } from "react";

type DialogProps = { className: string; label: string; onClose: () => void; children: ReactNode };

/** Above everything, with the focus in it; Escape and a touch beside it close it. */
export function Dialog({ className, label, onClose, children }: DialogProps) {
  const open = useCallback((dialog: HTMLDialogElement | null) => {
    if (dialog === null || dialog.open) return undefined;
    dialog.showModal();
    return () => dialog.close();
  }, []);
  return (
    // Escape does what the touch beside it does.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events
    <dialog
      ref={open}
      className={`relais-dialog ${className}`}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      {children}
    </dialog>
  );
}
