import type { CaseView, KindView, Priority } from "@relais/client";
import { useClient } from "@relais/react";
import { Suspense, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { toast } from "../../design/Toast.tsx";
import { priorityName } from "../../format/priority.ts";
import { hasAnyPart } from "../../kind/kind.ts";
import { useMe } from "../../session/me.ts";
import { explain } from "../../session/refusal.ts";
import { FieldFacts } from "./later.tsx";
import { TagEditor } from "./TagEditor.tsx";

type Update = Parameters<ReturnType<typeof useClient>["http"]["updateCase"]>[1];

/** Says what changes; what the list or the conversation then brings is what is shown. Resolves to whether it was done. */
export type Change = (update: Update) => Promise<boolean>;

type CaseEditProps = { subject: CaseView; kind: KindView };

const priorities: readonly Priority[] = ["low", "normal", "high", "urgent"];

/** What of a case is said and changed beside its steps, by those who may: how urgent it is, its tags, its fields. */
export function CaseEdit({ subject, kind }: CaseEditProps) {
  const me = useMe();
  const { http } = useClient();
  const [busy, setBusy] = useState(false);
  const change: Change = async (update) => {
    setBusy(true);
    try {
      await http.updateCase(subject.id, update);
      return true;
    } catch (error) {
      toast(explain(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  const prioritizes = hasAnyPart(kind.may.prioritize, subject, me);
  return (
    <>
      {prioritizes && (
        <label className="flex items-center justify-between gap-3">
          <span className="text-13 font-semibold text-ink-2">{m.case_priority()}</span>
          <select
            value={subject.priority}
            disabled={busy}
            onChange={(event) => void change({ priority: event.target.value as Priority })}
            className="min-h-11 rounded-control bg-surface px-3 text-15 shadow-[inset_0_0_0_1px_var(--line-strong)] focus:shadow-[inset_0_0_0_2px_var(--brand)] focus:outline-none"
          >
            {priorities.map((one) => (
              <option key={one} value={one}>
                {priorityName(one)}
              </option>
            ))}
          </select>
        </label>
      )}
      {subject.internal && (
        <TagEditor
          tags={subject.internal.tags}
          change={hasAnyPart(kind.may.tag, subject, me) ? change : null}
        />
      )}
      <Suspense>
        <FieldFacts subject={subject} kind={kind} change={change} busy={busy} />
      </Suspense>
    </>
  );
}
