import type { ProcedureSummary } from "@relais/client";
import { useClient } from "@relais/react";
import { useEffect, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Spinner } from "../../design/Spinner.tsx";
import { explain } from "../../session/refusal.ts";

/** From this many on, one looks for a procedure by its title. */
const searchedFrom = 6;

const plain = (text: string) =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "");

/** The procedures in use, to choose one. */
export function ProcedureList({ onChoose }: { onChoose: (one: ProcedureSummary) => void }) {
  const { http } = useClient();
  const [list, setList] = useState<readonly ProcedureSummary[] | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [asked, setAsked] = useState("");
  useEffect(() => {
    let live = true;
    const read = async () => {
      try {
        const found = await (await http.procedures()).list();
        if (live) setList(found);
      } catch (error) {
        if (live) setFailed(explain(error));
      }
    };
    void read();
    return () => {
      live = false;
    };
  }, [http]);
  if (failed !== null) return <p className="text-15 text-ink-2">{failed}</p>;
  if (list === null) {
    return (
      <div className="grid min-h-20 place-items-center text-ink-2">
        <Spinner />
      </div>
    );
  }
  if (list.length === 0) return <p className="text-15 text-pretty text-ink-2">{m.plan_none()}</p>;
  const found = list.filter(({ title }) => plain(title).includes(plain(asked.trim())));
  return (
    <div className="flex flex-col gap-2">
      {list.length >= searchedFrom && (
        <input
          type="search"
          aria-label={m.plan_search()}
          placeholder={m.plan_search()}
          value={asked}
          onChange={({ target }) => setAsked(target.value)}
          className="min-h-11 w-full rounded-control bg-sunken px-3 text-17 desk:text-15"
        />
      )}
      <ul className="-mx-3 flex flex-col">
        {found.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              onClick={() => onChoose(one)}
              className="flex min-h-14 w-full flex-col justify-center rounded-control px-3 py-2 text-start hover:bg-sunken"
            >
              <span className="text-15 font-semibold" dir="auto">
                {one.title}
              </span>
              <span className="figures text-13 text-ink-2">
                {m.procedure_steps({ count: one.steps })}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="px-3 text-15 text-ink-2">{m.plan_not_found()}</p>}
    </div>
  );
}
