import { CloudOff } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { EmptyState } from "../../design/EmptyState.tsx";
import { Field } from "../../design/Field.tsx";
import { Notice } from "../../design/Notice.tsx";
import { Spinner } from "../../design/Spinner.tsx";
import type { Loaded } from "./use-admin.ts";

type PanelProps = { title: string; text: string; children: ReactNode };

/** One section: what it is, one sentence about it, and what it holds. */
export function Panel({ title, text, children }: PanelProps) {
  return (
    <section className="mx-auto flex w-full max-w-200 flex-col gap-5" aria-label={title}>
      <div className="flex flex-col gap-1">
        <h2 className="text-20">{title}</h2>
        <p className="text-15 text-pretty text-ink-2">{text}</p>
      </div>
      {children}
    </section>
  );
}

type WithProps<Value> = {
  loaded: Pick<Loaded<Value>, "value" | "failed" | "again">;
  children: (value: Value) => ReactNode;
};

/** What has come, and why nothing newer has; until then that it is on its way, or why it is not. */
export function With<Value>({ loaded, children }: WithProps<Value>) {
  const { value, failed, again } = loaded;
  if (value !== null && failed === null) return children(value);
  if (value !== null) {
    return (
      <>
        <div className="flex flex-col items-start gap-2">
          <Notice tone="danger">{failed}</Notice>
          <Button look="quiet" onClick={again}>
            {m.action_retry()}
          </Button>
        </div>
        {children(value)}
      </>
    );
  }
  if (failed === null) {
    return (
      <div className="grid min-h-40 place-items-center text-ink-2">
        <Spinner />
      </div>
    );
  }
  return (
    <div role="alert">
      <EmptyState icon={CloudOff} title={m.admin_title()} text={failed}>
        <Button look="quiet" onClick={again}>
          {m.action_retry()}
        </Button>
      </EmptyState>
    </div>
  );
}

type SelectProps = Omit<ComponentProps<"select">, "onChange"> & {
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  hint?: string;
  error?: string | undefined;
  onChange: (value: string) => void;
};

/** One of several, from the device's own list. */
export function Select({ label, options, hint, error, onChange, ...rest }: SelectProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(attributes) => (
        <select {...attributes} {...rest} onChange={(event) => onChange(event.currentTarget.value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value} className="bg-surface text-ink">
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export const cardClasses = "rounded-card bg-surface shadow-lift";
