import type { TargetStatistics } from "@relais/protocol";
import { useClient } from "@relais/react";
import { kindOf } from "@relais/react/headless";
import { useEffect, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { inLanguage } from "../../kind/kind.ts";
import { useKinds } from "../../kind/KindsProvider.tsx";

type Counted = TargetStatistics["all"]["answer"];

/** Of the targets that were judged since then, how many were kept; nothing where none was. */
export function TargetFigures({ days }: { days: number }) {
  const { http } = useClient();
  const kinds = useKinds();
  const [found, setFound] = useState<TargetStatistics | null>(null);
  useEffect(() => {
    let live = true;
    const since = new Date(Date.now() - days * 86_400_000).toISOString();
    const path = `/v1/statistics/targets?${new URLSearchParams({ since })}`;
    // The page says itself when nothing can be reached.
    void http
      .call<TargetStatistics>({ path })
      .then((figures) => live && setFound(figures))
      .catch(() => {});
    return () => {
      live = false;
    };
  }, [http, days]);
  if (found === null || found.kinds.length === 0) return null;
  const lines = [
    ...(found.kinds.length > 1 ? [{ name: m.statistics_all(), ...found.all }] : []),
    ...found.kinds.map(({ kind: name, ...figures }) => {
      const kind = kindOf(kinds, name);
      return { name: kind ? inLanguage(kind.title) : name, ...figures };
    }),
  ];
  return (
    <section className="flex flex-col gap-2">
      <h2 className="text-17 font-semibold">{m.statistics_targets()}</h2>
      <table className="w-full rounded-card bg-surface text-15 shadow-lift">
        <thead className="text-13 text-ink-2">
          <tr>
            <th scope="col" className="sr-only">
              {m.targets_kind()}
            </th>
            <th scope="col" className="px-4 py-2 text-end font-normal">
              {m.clock_answer()}
            </th>
            <th scope="col" className="px-4 py-2 text-end font-normal">
              {m.clock_resolution()}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ name, answer, resolution }) => (
            <tr key={name} className="border-t border-line">
              <th scope="row" className="px-4 py-3 text-start font-normal">
                {name}
              </th>
              <Kept counted={answer} />
              <Kept counted={resolution} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Kept({ counted: { met, missed } }: { counted: Counted }) {
  const all = met + missed;
  return (
    <td className="figures px-4 py-3 text-end">
      {all === 0 ? (
        "—"
      ) : (
        <>
          <span className="font-semibold">{Math.round((100 * met) / all)}&nbsp;%</span>
          <span className="block text-13 text-ink-2">{m.statistics_kept({ met, all })}</span>
        </>
      )}
    </td>
  );
}
