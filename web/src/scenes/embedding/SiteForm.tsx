import type { ChangeEmbedding, EmbeddingView } from "@relais/protocol";
import { type FormEvent, type ReactNode, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Choice } from "../../design/Choice.tsx";
import { Field } from "../../design/Field.tsx";
import { Notice } from "../../design/Notice.tsx";
import { toast } from "../../design/Toast.tsx";
import { inLanguage } from "../../kind/kind.ts";
import { useKinds } from "../../kind/KindsProvider.tsx";
import { UnsavedGuard, useKept } from "../shell/UnsavedGuard.tsx";
import type { useEmbedding } from "./use-embedding.ts";

export type EmbeddingControl = ReturnType<typeof useEmbedding>;
type SiteFormProps = { embedding: EmbeddingView; control: EmbeddingControl };

const usualAccent = "#006460";

/** On which sites the chat stands, what it opens, how it looks. */
export function SiteForm({ embedding, control }: SiteFormProps) {
  const { site: _site, keys: _keys, possible_kinds, ...saved } = embedding;
  const [wanted, setWanted] = useState<ChangeEmbedding>(saved);
  const [origins, setOrigins] = useState(saved.origins.join("\n"));
  const lines = origins.split("\n").filter((line) => line.trim() !== "");
  const { unsaved, keep } = useKept({ ...wanted, origins: lines });
  const change = (part: Partial<ChangeEmbedding>) => setWanted((old) => ({ ...old, ...part }));
  const kinds = useKinds().filter(({ name }) => possible_kinds.includes(name));
  const { busy, fields, problem } = control;
  const wrongOrigin = Object.entries(fields).find(([field]) => field.startsWith("origins"))?.[1];
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await control.save({ ...wanted, origins: lines }))) return;
    keep();
    toast(m.site_saved());
  };
  if (kinds.length === 0) return <Notice tone="info">{m.site_no_kind()}</Notice>;
  return (
    <form className="flex flex-col gap-6" noValidate onSubmit={(event) => void save(event)}>
      <UnsavedGuard unsaved={unsaved} />
      <Switch
        label={m.site_enabled()}
        checked={wanted.enabled}
        onChange={(enabled) => change({ enabled })}
      />
      <Field label={m.site_origins()} error={wrongOrigin} hint={m.site_origins_hint()}>
        {({ className, ...attributes }) => (
          <textarea
            {...attributes}
            className={`${className} resize-y`}
            rows={3}
            dir="ltr"
            spellCheck={false}
            placeholder="https://www.example.org"
            value={origins}
            onChange={(event) => setOrigins(event.currentTarget.value)}
          />
        )}
      </Field>
      {kinds.length > 1 && (
        <Choice
          legend={m.site_kind()}
          name="kind"
          value={wanted.kind}
          options={kinds.map(({ name, title }) => ({ value: name, label: inLanguage(title) }))}
          onChange={(kind) => change({ kind })}
        />
      )}
      <Switch
        label={m.site_anonymous()}
        hint={m.site_anonymous_hint()}
        checked={wanted.anonymous}
        onChange={(anonymous) => change({ anonymous })}
      />
      <Choice
        legend={m.site_side()}
        name="side"
        value={wanted.side}
        options={[
          { value: "left", label: m.site_left() },
          { value: "right", label: m.site_right() },
        ]}
        onChange={(side) => change({ side })}
      />
      <Switch
        label={m.site_accent()}
        checked={wanted.accent !== null}
        onChange={(own) => change({ accent: own ? usualAccent : null })}
      >
        {wanted.accent !== null && (
          <input
            type="color"
            aria-label={m.site_accent()}
            className="h-11 w-16 cursor-pointer rounded-control"
            value={wanted.accent}
            onChange={(event) => change({ accent: event.currentTarget.value })}
          />
        )}
      </Switch>
      {problem !== null && wrongOrigin === undefined && <Notice tone="danger">{problem}</Notice>}
      <Button type="submit" busy={busy}>
        {m.site_save()}
      </Button>
    </form>
  );
}

type SwitchProps = {
  label: string;
  hint?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  children?: ReactNode;
};

function Switch({ label, hint, checked, onChange, children }: SwitchProps) {
  return (
    <div className="flex min-h-11 items-center justify-between gap-4">
      <label className="flex min-w-0 flex-1 cursor-pointer items-center gap-3">
        <input
          type="checkbox"
          className="size-5 shrink-0 accent-brand"
          checked={checked}
          onChange={() => onChange(!checked)}
        />
        <span className="flex flex-col">
          <span className="text-15 font-semibold">{label}</span>
          {hint && <span className="text-13 text-pretty text-ink-2">{hint}</span>}
        </span>
      </label>
      {children}
    </div>
  );
}
