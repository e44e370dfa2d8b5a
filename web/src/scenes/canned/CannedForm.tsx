import type { CannedReply, CannedReplyInput } from "@relais/client";
import { cannedVariables } from "@relais/protocol";
import { useRef, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Choice } from "../../design/Choice.tsx";
import { Confirm } from "../../design/Confirm.tsx";
import { Field } from "../../design/Field.tsx";
import { inLanguage } from "../../kind/kind.ts";
import { useKinds } from "../../kind/KindsProvider.tsx";
import { useMe } from "../../session/me.ts";
import { Ticks } from "../answers/Ticks.tsx";
import { insertAt } from "../conversation/composer/insert-at.ts";
import { MacroFields } from "./MacroFields.tsx";

type CannedFormProps = {
  /** Null for a new one. */
  reply: CannedReply | null;
  /** Whether this person writes what everybody says. */
  leads: boolean;
  fields: Readonly<Record<string, string>>;
  busy: boolean;
  onSave: (reply: CannedReplyInput) => void;
  onRemove: (() => void) | undefined;
};

const fresh = (leads: boolean): CannedReplyInput => ({
  title: "",
  text: "",
  kinds: [],
  personal: !leads,
  actions: { add_tags: [], status: null, assign: null },
});

/** The words with their variables, where they are offered, and what they do besides. */
export function CannedForm({ reply, leads, fields, busy, onSave, onRemove }: CannedFormProps) {
  const me = useMe();
  const served = useKinds().filter(({ name }) => me.organization.kinds.includes(name));
  const area = useRef<HTMLTextAreaElement>(null);
  const [asking, setAsking] = useState(false);
  const [input, setInput] = useState<CannedReplyInput>(() => {
    if (reply === null) return fresh(leads);
    const { title, text, kinds, personal, actions } = reply;
    return { title, text, kinds, personal, actions };
  });
  const change = (next: Partial<CannedReplyInput>) => setInput((now) => ({ ...now, ...next }));
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onSave(input);
      }}
    >
      {reply === null && leads && (
        <Choice
          legend={m.canned_whose()}
          name="whose"
          value={input.personal ? "mine" : "all"}
          options={[
            { value: "all", label: m.canned_whose_all() },
            { value: "mine", label: m.canned_whose_mine() },
          ]}
          onChange={(whose) => change({ personal: whose === "mine" })}
        />
      )}
      <Field label={m.canned_field_title()} error={fields.title}>
        {(attributes) => (
          <input
            {...attributes}
            dir="auto"
            value={input.title}
            onChange={(event) => change({ title: event.target.value })}
          />
        )}
      </Field>
      <Field label={m.canned_field_text()} error={fields.text} hint={m.canned_text_hint()}>
        {(attributes) => (
          <textarea
            {...attributes}
            ref={area}
            rows={5}
            dir="auto"
            value={input.text}
            onChange={(event) => change({ text: event.target.value })}
          />
        )}
      </Field>
      <ul className="-mt-3 flex flex-wrap gap-2" aria-label={m.canned_variables()}>
        {cannedVariables.map((name) => (
          <li key={name}>
            <button
              type="button"
              className="min-h-9 rounded-full bg-sunken px-3 text-13 text-ink-2 hover:bg-brand-soft hover:text-brand"
              onClick={() =>
                insertAt(area.current, input.text, `{{${name}}}`, (text) => change({ text }))
              }
            >
              {variableTitles[name]()}
            </button>
          </li>
        ))}
      </ul>
      {served.length > 1 && (
        <Ticks
          legend={m.canned_kinds()}
          error={fields.kinds}
          chosen={input.kinds}
          options={served.map(({ name, title }) => [name, inLanguage(title)] as const)}
          onChange={(kinds) => change({ kinds })}
        />
      )}
      <MacroFields
        input={input}
        assignee={reply?.assignee ?? null}
        served={served}
        fields={fields}
        onChange={change}
      />
      <Button type="submit" wide busy={busy}>
        {m.canned_save()}
      </Button>
      {onRemove && (
        <Button look="plain" onClick={() => setAsking(true)}>
          {m.action_delete()}
        </Button>
      )}
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={m.canned_delete_title({ title: input.title })}
        text={m.canned_delete_text()}
        action={m.action_delete()}
        onConfirm={() => {
          setAsking(false);
          onRemove?.();
        }}
      />
    </form>
  );
}

const variableTitles: Record<(typeof cannedVariables)[number], () => string> = {
  "client.prenom": m.canned_var_client_first,
  "client.nom": m.canned_var_client_last,
  "dossier.numero": m.canned_var_number,
  "dossier.titre": m.canned_var_title,
  "dossier.statut": m.canned_var_status,
  "agent.prenom": m.canned_var_agent_first,
  "agent.nom": m.canned_var_agent_last,
  "organisation.nom": m.canned_var_organization,
};
