import type { KindView, QuickAnswer } from "@relais/client";
import { ChevronDown, ChevronUp, Trash2 } from "lucide-react";
import { m } from "../../catalogue/index.ts";
import { Field } from "../../design/Field.tsx";
import { IconButton } from "../../design/IconButton.tsx";
import { inLanguage } from "../../kind/kind.ts";
import { Ticks } from "./Ticks.tsx";

type AnswerRowProps = {
  kind: KindView;
  answer: QuickAnswer;
  /** What the server found wrong, by field of this answer: `text.fr`. */
  wrong: (field: string) => string | undefined;
  onChange: (answer: QuickAnswer) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
};

/** One answer: its words in both languages, where and to whom it is offered, and the step that it takes. */
export function AnswerRow({ kind, answer, wrong, onChange, onMove, onRemove }: AnswerRowProps) {
  const { text, statuses, roles, step } = answer;
  const steps = kind.transitions.filter(({ from }) => statuses.includes(from));
  const reached = kind.statuses.filter(({ name }) => steps.some(({ to }) => to === name));
  return (
    <li className="flex flex-col gap-4 rounded-card bg-surface p-4 shadow-lift">
      <div className="flex items-center justify-between gap-2">
        <h2 className="min-w-0 truncate text-17">{inLanguage(text) || m.answers_new()}</h2>
        <div className="flex shrink-0">
          <IconButton icon={ChevronUp} label={m.answers_up()} onClick={() => onMove(-1)} />
          <IconButton icon={ChevronDown} label={m.answers_down()} onClick={() => onMove(1)} />
          <IconButton icon={Trash2} label={m.action_delete()} onClick={onRemove} />
        </div>
      </div>
      <div className="grid gap-3 tablet:grid-cols-2">
        {(["fr", "en"] as const).map((language) => (
          <Field
            key={language}
            label={language === "fr" ? m.answers_text_fr() : m.answers_text_en()}
            error={wrong(`text.${language}`)}
          >
            {(attributes) => (
              <input
                {...attributes}
                lang={language}
                dir="auto"
                value={text[language]}
                onChange={(event) =>
                  onChange({ ...answer, text: { ...text, [language]: event.target.value } })
                }
              />
            )}
          </Field>
        ))}
      </div>
      <Ticks
        legend={m.answers_statuses()}
        error={wrong("statuses")}
        chosen={statuses}
        options={kind.statuses.map(({ name, title }) => [name, inLanguage(title)] as const)}
        onChange={(next) => onChange({ ...answer, statuses: next })}
      />
      <Ticks
        legend={m.answers_roles()}
        error={wrong("roles")}
        chosen={roles}
        options={rolesOf(kind)}
        onChange={(next) => onChange({ ...answer, roles: next })}
      />
      <Field label={m.answers_step()} error={wrong("step")}>
        {(attributes) => (
          <select
            {...attributes}
            value={step ?? ""}
            onChange={(event) => {
              const { step: _, ...rest } = answer;
              const { value } = event.target;
              onChange(value === "" ? rest : { ...rest, step: value });
            }}
          >
            <option value="">{m.answers_step_none()}</option>
            {kind.statuses
              .filter(({ name }) => name === step || reached.some((one) => one.name === name))
              .map(({ name, title }) => (
                <option key={name} value={name}>
                  {inLanguage(title)}
                </option>
              ))}
          </select>
        )}
      </Field>
    </li>
  );
}

type RoleName = QuickAnswer["roles"][number];

/** The roles as this kind calls them. */
function rolesOf({ role_titles }: KindView): (readonly [RoleName, string])[] {
  return (["customer", "worker", "agent", "manager", "admin"] as const).flatMap((role) => {
    const title = role_titles[role];
    return title === undefined ? [] : [[role, inLanguage(title)] as const];
  });
}
