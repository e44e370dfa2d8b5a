import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";
import { m } from "../catalogue/index.ts";

type FieldProps = {
  label: string;
  optional?: boolean;
  error?: string | null | undefined;
  hint?: ReactNode;
  children: (attributes: {
    id: string;
    "aria-invalid": boolean | undefined;
    "aria-describedby": string | undefined;
    className: string;
  }) => ReactNode;
};

/** A label, a control and what is wrong with it, tied together for every reader. */
export function Field({ label, optional, error, hint, children }: FieldProps) {
  const id = useId();
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ");
  return (
    <div className="flex flex-col gap-1.5">
      <label
        htmlFor={id}
        className="flex items-baseline justify-between gap-3 text-15 font-semibold"
      >
        {label}
        {optional && <span className="text-13 font-normal text-ink-2">{m.new_optional()}</span>}
      </label>
      {children({
        id,
        "aria-invalid": error ? true : undefined,
        "aria-describedby": described || undefined,
        className:
          "w-full rounded-control bg-surface px-3 py-2.5 text-17 min-h-12 desk:text-15 desk:min-h-11 placeholder:text-ink-2/80 shadow-[inset_0_0_0_1px_var(--line-strong)] focus:shadow-[inset_0_0_0_2px_var(--brand)] focus:outline-none aria-invalid:shadow-[inset_0_0_0_2px_var(--danger)]",
      })}
      {error && (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-15 text-danger">
          <CircleAlert
            size={18}
            strokeWidth={1.75}
            className="mt-0.5 shrink-0"
            aria-hidden="true"
          />
          {error}
        </p>
      )}
      {hint && (
        <div id={`${id}-hint`} className="text-13 text-ink-2">
          {hint}
        </div>
      )}
    </div>
  );
}
