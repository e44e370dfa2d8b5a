import type { GuidanceFigures, GuidanceStatistics } from "@relais/client";
import { useClient } from "@relais/react";
import { ChartNoAxesColumn, Lock } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Choice } from "../../design/Choice.tsx";
import { EmptyState } from "../../design/EmptyState.tsx";
import { Spinner } from "../../design/Spinner.tsx";
import { currentLanguage } from "../../format/language.ts";
import { explain } from "../../session/refusal.ts";
import { useMe } from "../../session/SignedIn.tsx";
import { secondsSaid } from "../guidance/took-time.ts";
import { mayWrite } from "../procedures/may-write.ts";
import { PageHeader } from "../shell/PageHeader.tsx";
import { TargetFigures } from "./TargetFigures.tsx";

const spans = { week: 7, month: 30, year: 365 } as const;
type Span = keyof typeof spans;

/** How guidance goes: in all, by procedure and by technician. */
export function StatisticsPage() {
  const me = useMe();
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageHeader>
        <h1 className="min-w-0 flex-1 truncate text-17">{m.statistics_title()}</h1>
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pt-4 pb-10">
        <div className="mx-auto flex max-w-200 flex-col gap-6">
          {mayWrite(me) ? (
            <Numbers />
          ) : (
            <EmptyState icon={Lock} title={m.statistics_title()} text={m.case_not_found_text()} />
          )}
        </div>
      </div>
    </div>
  );
}

function Numbers() {
  const { http } = useClient();
  const [span, setSpan] = useState<Span>("month");
  const [found, setFound] = useState<GuidanceStatistics | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const read = useCallback(async () => {
    const since = new Date(Date.now() - spans[span] * 86_400_000).toISOString();
    try {
      setFound(await (await http.procedures()).statistics({ since }));
      setFailed(null);
    } catch (error) {
      setFailed(explain(error));
    }
  }, [http, span]);
  useEffect(() => {
    // What was counted is shown once it has come; nothing is set before.
    void Promise.resolve().then(read);
  }, [read]);
  return (
    <>
      <Choice
        legend={m.statistics_span()}
        name="span"
        value={span}
        options={[
          { value: "week", label: m.statistics_week() },
          { value: "month", label: m.statistics_month() },
          { value: "year", label: m.statistics_year() },
        ]}
        onChange={setSpan}
      />
      <TargetFigures days={spans[span]} />
      {failed !== null ? (
        <div role="alert" className="flex flex-col items-start gap-3 text-15">
          <p>{failed}</p>
          <Button look="quiet" onClick={() => void read()}>
            {m.action_retry()}
          </Button>
        </div>
      ) : found === null ? (
        <div className="grid min-h-40 place-items-center text-ink-2">
          <Spinner />
        </div>
      ) : found.all.begun === 0 ? (
        <EmptyState
          icon={ChartNoAxesColumn}
          title={m.statistics_empty()}
          text={m.statistics_empty_text()}
        />
      ) : (
        <>
          <Totals figures={found.all} />
          <Table
            title={m.statistics_procedures()}
            rows={found.procedures.map(({ procedure, ...figures }) => ({
              key: procedure?.id ?? "",
              name: procedure?.title ?? m.statistics_free(),
              figures,
            }))}
          />
          <Table
            title={m.statistics_technicians()}
            rows={found.technicians.map(({ technician, ...figures }) => ({
              key: technician.id,
              name: technician.full_name,
              figures,
            }))}
          />
        </>
      )}
    </>
  );
}

function Totals({ figures }: { figures: GuidanceFigures }) {
  const shown: [string, string][] = [
    [m.statistics_begun(), counted(figures.begun)],
    [m.statistics_solved(), rate(figures.resolution_rate)],
    [m.statistics_duration(), secondsSaid(figures.median_seconds)],
    [m.statistics_answer(), secondsSaid(figures.median_answer_seconds)],
    [m.statistics_failed(), rate(figures.failure_rate)],
    [m.statistics_helped(), counted(figures.helped_steps)],
  ];
  return (
    <dl className="grid grid-cols-2 gap-3 tablet:grid-cols-3">
      {shown.map(([label, value]) => (
        <div
          key={label}
          className="flex flex-col gap-1 rounded-card bg-surface px-4 py-3 shadow-lift"
        >
          <dt className="text-13 text-ink-2">{label}</dt>
          <dd className="figures text-26 font-semibold">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

type TableProps = {
  title: string;
  rows: readonly { key: string; name: string; figures: GuidanceFigures }[];
};

function Table({ title, rows }: TableProps) {
  return (
    <section className="flex flex-col gap-2">
      <h2 className="text-17 font-semibold">{title}</h2>
      <section
        aria-label={title}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- wider than a phone: a keyboard scrolls it
        tabIndex={0}
        className="overflow-x-auto rounded-card bg-surface shadow-lift"
      >
        <table className="figures w-full text-15">
          <thead>
            <tr className="text-13 text-ink-2">
              <th scope="col" className="px-4 py-2.5 text-start font-semibold">
                {m.statistics_name()}
              </th>
              <Head>{m.statistics_begun()}</Head>
              <Head>{m.statistics_solved()}</Head>
              <Head>{m.statistics_duration()}</Head>
              <Head>{m.statistics_failed_steps()}</Head>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, figures }) => (
              <tr key={key} className="border-t border-line">
                <th scope="row" className="min-w-40 px-4 py-3 text-start font-semibold" dir="auto">
                  {name}
                </th>
                <Cell>{counted(figures.begun)}</Cell>
                <Cell>{rate(figures.resolution_rate)}</Cell>
                <Cell>{secondsSaid(figures.median_seconds)}</Cell>
                <Cell>{counted(figures.failed_steps)}</Cell>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

const Head = ({ children }: { children: string }) => (
  <th scope="col" className="px-3 py-2.5 text-end font-semibold whitespace-nowrap">
    {children}
  </th>
);
const Cell = ({ children }: { children: string }) => (
  <td className="px-3 py-3 text-end whitespace-nowrap">{children}</td>
);

const counted = (count: number) => count.toLocaleString(currentLanguage());

/** A share in per cent; "—" where there was nothing to share. */
function rate(share: number | null): string {
  return share === null
    ? "—"
    : share.toLocaleString(currentLanguage(), { style: "percent", maximumFractionDigits: 0 });
}
