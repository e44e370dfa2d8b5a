import type { KindView } from "@relais/client";
import { Lock, Plus } from "lucide-react";
import { useEffect, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Choice } from "../../design/Choice.tsx";
import { Confirm } from "../../design/Confirm.tsx";
import { EmptyState } from "../../design/EmptyState.tsx";
import { Spinner } from "../../design/Spinner.tsx";
import { inLanguage } from "../../kind/kind.ts";
import { useKinds } from "../../kind/KindsProvider.tsx";
import { useMe } from "../../session/SignedIn.tsx";
import { PageHeader } from "../shell/PageHeader.tsx";
import { UnsavedGuard } from "../shell/UnsavedGuard.tsx";
import { AnswerRow } from "./AnswerRow.tsx";
import { freshRow, moved, useAnswers } from "./use-answers.ts";

/** Where an admin writes what the organization says with one tap. */
export function QuickAnswersPage() {
  const me = useMe();
  const served = useKinds().filter(({ name }) => me.organization.kinds.includes(name));
  const [name, setName] = useState<string | null>(null);
  const kind = served.find((one) => one.name === name) ?? served[0];
  const [unsaved, setUnsaved] = useState(false);
  /** The kind that was asked for while something was not saved. */
  const [wanted, setWanted] = useState<string | null>(null);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageHeader>
        <h1 className="min-w-0 flex-1 truncate text-17">{m.answers_title()}</h1>
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pt-4 pb-10">
        <div className="mx-auto flex max-w-160 flex-col gap-4">
          {me.role !== "admin" ? (
            <EmptyState icon={Lock} title={m.answers_title()} text={m.case_not_found_text()} />
          ) : (
            <>
              <p className="text-15 text-ink-2">{m.answers_intro()}</p>
              {served.length > 1 && kind && (
                <Choice
                  legend={m.answers_kind()}
                  name="kind"
                  value={kind.name}
                  options={served.map((one) => ({
                    value: one.name,
                    label: inLanguage(one.title),
                  }))}
                  onChange={(next) => (unsaved ? setWanted(next) : setName(next))}
                />
              )}
              {kind && <Answers key={kind.name} kind={kind} onUnsaved={setUnsaved} />}
              <Confirm
                open={wanted !== null}
                onOpenChange={(open) => !open && setWanted(null)}
                title={m.unsaved_page_title()}
                text={m.unsaved_text()}
                keep={m.unsaved_stay()}
                action={m.unsaved_page_leave()}
                onConfirm={() => {
                  setName(wanted);
                  setWanted(null);
                }}
              />
            </>
          )}
        </div>
      </div>
    </div>
  );
}

type AnswersProps = { kind: KindView; onUnsaved: (unsaved: boolean) => void };

function Answers({ kind, onUnsaved }: AnswersProps) {
  const { loaded, failed, fields, busy, changed, again, change, save, reset } = useAnswers(
    kind.name,
  );
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    onUnsaved(changed);
    return () => onUnsaved(false);
  }, [changed, onUnsaved]);
  if (loaded === null) {
    return failed === null ? (
      <div className="grid min-h-40 place-items-center text-ink-2">
        <Spinner />
      </div>
    ) : (
      <div role="alert" className="flex flex-col items-start gap-3 text-15">
        <p>{failed}</p>
        <Button look="quiet" onClick={again}>
          {m.action_retry()}
        </Button>
      </div>
    );
  }
  const { rows, edited } = loaded;
  return (
    <>
      <UnsavedGuard unsaved={changed} />
      <p className="text-13 text-ink-2">{edited ? m.answers_own() : m.answers_default()}</p>
      {rows.length === 0 && <p className="py-6 text-center text-15">{m.answers_empty()}</p>}
      <ol className="flex flex-col gap-3">
        {rows.map(({ key, answer }, index) => (
          <AnswerRow
            key={key}
            kind={kind}
            answer={answer}
            wrong={(field) =>
              Object.entries(fields).find(([path]) =>
                path.startsWith(`answers.${index}.${field}`),
              )?.[1]
            }
            onChange={(next) =>
              change((now) => now.map((row) => (row.key === key ? { ...row, answer: next } : row)))
            }
            onMove={(by) => change((now) => moved(now, index, by))}
            onRemove={() => change((now) => now.filter((row) => row.key !== key))}
          />
        ))}
      </ol>
      <Button look="quiet" wide onClick={() => change((now) => [...now, freshRow()])}>
        <Plus size={20} strokeWidth={1.75} aria-hidden="true" />
        {m.answers_add()}
      </Button>
      <Button wide busy={busy} onClick={save}>
        {m.answers_save()}
      </Button>
      {edited && (
        <Button look="plain" onClick={() => setAsking(true)}>
          {m.answers_reset()}
        </Button>
      )}
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={m.answers_reset_title()}
        text={m.answers_reset_text()}
        action={m.answers_reset()}
        onConfirm={() => {
          setAsking(false);
          reset();
        }}
      />
    </>
  );
}
