import {
  type AuditArea,
  auditAreas,
  type AuditEntry,
  type AuditValues,
} from "@relais/client/admin";
import { useSession } from "@relais/react";
import { Download, ScrollText } from "lucide-react";
import { useCallback, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { ChipSelect } from "../../design/ChipSelect.tsx";
import { EmptyState } from "../../design/EmptyState.tsx";
import { toast } from "../../design/Toast.tsx";
import { fullInstant } from "../../format/time.ts";
import { actionText, areaText } from "./audit-words.ts";
import { cardClasses, Panel, With } from "./Panel.tsx";
import { useAdmin, useLoaded } from "./use-admin.ts";

/** What was done, by whom, from where, and what became of it. */
export function AuditSection() {
  const admin = useAdmin();
  const { session } = useSession();
  const [area, setArea] = useState<AuditArea | "">("");
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const filters = useCallback(
    () => ({
      ...(area !== "" && { area }),
      ...(from !== "" && { from }),
      ...(to !== "" && { to }),
    }),
    [area, from, to],
  );
  const loaded = useLoaded(useCallback(() => admin.audit(filters()), [admin, filters]));
  const more = async (before: string) => {
    const page = await admin.audit({ ...filters(), before });
    loaded.set({ ...page, entries: [...(loaded.value?.entries ?? []), ...page.entries] });
  };
  const save = async () => {
    const token = await session.getToken();
    const answer = await fetch(`/v1/admin/audit.csv?${new URLSearchParams(filters())}`, {
      headers: { authorization: `Bearer ${token}` },
    }).catch(() => null);
    if (!answer?.ok) return toast(m.action_failed_network());
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = "audit.csv";
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <Panel title={m.admin_audit()} text={m.admin_audit_text()}>
      <div className="flex flex-wrap items-center gap-2">
        <ChipSelect
          label={m.admin_audit_area()}
          value={area}
          set={area !== ""}
          options={[
            { value: "", label: m.admin_audit_all() },
            ...auditAreas.map((value) => ({ value, label: areaText(value) })),
          ]}
          onChange={setArea}
        />
        <Day label={m.admin_audit_from()} value={from} onChange={setFrom} />
        <Day label={m.admin_audit_to()} value={to} onChange={setTo} />
        <Button look="quiet" onClick={() => void save()}>
          <Download size={20} strokeWidth={1.75} aria-hidden="true" />
          {m.admin_audit_export()}
        </Button>
      </div>
      <With loaded={loaded}>
        {({ entries, next }) =>
          entries.length === 0 ? (
            <EmptyState icon={ScrollText} title={m.admin_audit()} text={m.admin_audit_none()} />
          ) : (
            <>
              <ol className={`${cardClasses} divide-y divide-line`}>
                {entries.map((entry) => (
                  <Entry key={entry.id} entry={entry} />
                ))}
              </ol>
              {next !== null && (
                <Button look="quiet" className="self-center" onClick={() => void more(next)}>
                  {m.admin_more()}
                </Button>
              )}
            </>
          )
        }
      </With>
    </Panel>
  );
}

type DayProps = { label: string; value: string; onChange: (day: string) => void };

function Day({ label, value, onChange }: DayProps) {
  return (
    <label className="flex min-h-11 items-center gap-2 rounded-full bg-surface ps-4 pe-3 text-15 shadow-[inset_0_0_0_1px_var(--line)]">
      <span className="text-ink-2">{label}</span>
      <input
        type="date"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        className="figures min-h-9 bg-transparent text-15"
      />
    </label>
  );
}

function Entry({ entry }: { entry: AuditEntry }) {
  const { at, action, actor, subject, address, before, after } = entry;
  const changes = changesOf(before, after);
  return (
    <li className="flex flex-col gap-1 px-4 py-3">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="text-15 font-semibold">
          {actionText(action)}
          {subject !== null && subject.name !== "" && (
            <span className="font-normal"> · {subject.name}</span>
          )}
        </span>
        <time dateTime={at} className="figures text-13 text-ink-2">
          {fullInstant(at)}
        </time>
      </p>
      <p className="text-13 text-ink-2">
        {actor === null ? m.admin_audit_nobody() : actor.full_name}
        {address !== null && ` · ${m.admin_audit_from_address({ address })}`}
      </p>
      {changes.length > 0 && (
        <ul className="text-13 wrap-anywhere text-ink-2" dir="ltr">
          {changes.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </li>
  );
}

/** `role: agent → manager`: names as the API has them, for whoever compares with an export. */
function changesOf(before: AuditValues | null, after: AuditValues | null): string[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names.map((name) => {
    const [was, is] = [textOf(before?.[name]), textOf(after?.[name])];
    if (before === null || !(name in before)) return `${name}: ${is}`;
    return after === null || !(name in after) ? `${name}: ${was}` : `${name}: ${was} → ${is}`;
  });
}

const textOf = (value: AuditValues[string] | undefined): string =>
  Array.isArray(value) ? value.join(", ") : (value ?? "–").toString();
