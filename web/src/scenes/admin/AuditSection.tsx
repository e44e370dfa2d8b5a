import { type AuditArea, auditAreas, type AuditEntry } from "@relais/client/admin";
import { useSession } from "@relais/react";
import { clock, kindOf, useNow } from "@relais/react/headless";
import { Download, ScrollText } from "lucide-react";
import { useCallback, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { ChipSelect } from "../../design/ChipSelect.tsx";
import { EmptyState } from "../../design/EmptyState.tsx";
import { toast } from "../../design/Toast.tsx";
import { dayHeading, fullInstant } from "../../format/time.ts";
import { inLanguage } from "../../kind/kind.ts";
import { useKinds } from "../../kind/KindsProvider.tsx";
import { changesOf, type Titles } from "./audit-values.ts";
import { areaText, sentenceOf } from "./audit-words.ts";
import { cardClasses, Panel, With } from "./Panel.tsx";
import { useAdmin, useChange, useLoaded } from "./use-admin.ts";
import { useRoles } from "./use-roles.ts";

/** What was done, by whom, from where, and what became of it. */
export function AuditSection() {
  const admin = useAdmin();
  const { session } = useSession();
  const [area, setArea] = useState<AuditArea | "">("");
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const now = useNow();
  const filters = useCallback(
    () => ({
      ...(area !== "" && { area }),
      ...(from !== "" && { from }),
      ...(to !== "" && { to }),
    }),
    [area, from, to],
  );
  const loaded = useLoaded(useCallback(() => admin.audit(filters()), [admin, filters]));
  const { busy, run } = useChange();
  const more = async (before: string) => {
    const page = await run(() => admin.audit({ ...filters(), before }));
    if (page === undefined) return;
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
              {byDay(entries).map(([day, ofDay]) => (
                <section key={day} className="flex flex-col gap-2">
                  <h3 className="text-13 font-semibold text-ink-2">{dayHeading(day, now)}</h3>
                  <ol className={`${cardClasses} divide-y divide-line`}>
                    {ofDay.map((entry) => (
                      <Entry key={entry.id} entry={entry} />
                    ))}
                  </ol>
                </section>
              ))}
              {next !== null && (
                <Button
                  look="quiet"
                  className="self-center"
                  busy={busy}
                  onClick={() => void more(next)}
                >
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

/** The entries of each day, the newest first as they came. */
function byDay(entries: readonly AuditEntry[]): [first: string, entries: AuditEntry[]][] {
  const days = new Map<string, AuditEntry[]>();
  for (const entry of entries) {
    const day = new Date(entry.at).toDateString();
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days.values()].map((ofDay) => [ofDay[0]?.at ?? "", ofDay]);
}

function Entry({ entry }: { entry: AuditEntry }) {
  const titles = useTitles();
  const { at, address } = entry;
  const changes = changesOf(entry, titles);
  return (
    <li className="flex items-baseline gap-3 px-4 py-3">
      <time
        dateTime={at}
        title={fullInstant(at)}
        className="figures w-11 shrink-0 text-13 text-ink-2"
      >
        {clock(at)}
      </time>
      <div className="flex min-w-0 flex-col gap-1">
        <p className="text-15 text-pretty wrap-anywhere">{sentenceOf(entry, titles.kind)}</p>
        {changes.length > 0 && (
          <ul className="text-13 wrap-anywhere text-ink-2">
            {changes.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        {address !== null && (
          <p className="text-13 text-ink-2">{m.admin_audit_from_address({ address })}</p>
        )}
      </div>
    </li>
  );
}

/** Roles and kinds as this organization calls them. */
function useTitles(): Titles {
  const kinds = useKinds();
  const roles = useRoles();
  return {
    role: (name) => roles.find(({ value }) => value === name)?.label ?? name,
    kind: (name) => {
      const known = kindOf(kinds, name);
      return known ? inLanguage(known.title) : name;
    },
  };
}
