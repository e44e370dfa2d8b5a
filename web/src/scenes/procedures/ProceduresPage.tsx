import type { ProcedureSummary } from "@relais/client";
import { useClient } from "@relais/react";
import { useNow } from "@relais/react/headless";
import { BookOpen, Lock, Plus } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button, buttonClasses } from "../../design/Button.tsx";
import { Choice } from "../../design/Choice.tsx";
import { EmptyState } from "../../design/EmptyState.tsx";
import { Spinner } from "../../design/Spinner.tsx";
import { relativeTime } from "../../format/time.ts";
import { Link } from "../../navigation/Link.tsx";
import { explain } from "../../session/refusal.ts";
import { useMe } from "../../session/SignedIn.tsx";
import { PageHeader } from "../shell/PageHeader.tsx";
import { mayWrite } from "./may-write.ts";

/** What the organization keeps to guide by. */
export function ProceduresPage() {
  const me = useMe();
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageHeader>
        <h1 className="min-w-0 flex-1 truncate text-17">{m.procedures_title()}</h1>
        {mayWrite(me) && (
          <Link
            to="/procedures/new"
            aria-label={m.procedure_new()}
            className={`${buttonClasses("quiet")} shrink-0`}
          >
            <Plus size={18} strokeWidth={1.75} aria-hidden="true" />
            <span className="max-[480px]:hidden">{m.procedure_new()}</span>
          </Link>
        )}
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pt-4 pb-10">
        <div className="mx-auto flex max-w-160 flex-col gap-4">
          {me.role === "customer" ? (
            <EmptyState icon={Lock} title={m.procedures_title()} text={m.case_not_found_text()} />
          ) : (
            <List />
          )}
        </div>
      </div>
    </div>
  );
}

function List() {
  const { http } = useClient();
  const me = useMe();
  const [which, setWhich] = useState<"used" | "archived">("used");
  const [list, setList] = useState<readonly ProcedureSummary[] | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const read = useCallback(async () => {
    try {
      setList(await (await http.procedures()).list(which === "archived"));
      setFailed(null);
    } catch (error) {
      setFailed(explain(error));
    }
  }, [http, which]);
  useEffect(() => {
    // What was loaded is shown once it has come; nothing is set before.
    void Promise.resolve().then(read);
  }, [read]);
  if (failed !== null) {
    return (
      <div role="alert" className="flex flex-col items-start gap-3 text-15">
        <p>{failed}</p>
        <Button look="quiet" onClick={() => void read()}>
          {m.action_retry()}
        </Button>
      </div>
    );
  }
  return (
    <>
      {mayWrite(me) && (
        <Choice
          legend={m.procedures_which()}
          name="which"
          value={which}
          options={[
            { value: "used", label: m.procedures_used() },
            { value: "archived", label: m.procedures_archived() },
          ]}
          onChange={(next) => {
            setList(null);
            setWhich(next);
          }}
        />
      )}
      {list === null ? (
        <div className="grid min-h-40 place-items-center text-ink-2">
          <Spinner />
        </div>
      ) : list.length === 0 ? (
        <EmptyState
          icon={BookOpen}
          title={which === "used" ? m.procedures_empty() : m.procedures_empty_archived()}
          text={which === "used" ? m.procedures_empty_text() : m.procedures_empty_archived_text()}
        />
      ) : (
        <ul className="flex flex-col gap-3">
          {list.map((one) => (
            <Row key={one.id} procedure={one} />
          ))}
        </ul>
      )}
    </>
  );
}

function Row({ procedure }: { procedure: ProcedureSummary }) {
  const { id, title, description, steps, runs, version, written_by, written_at } = procedure;
  const now = useNow();
  return (
    <li>
      <Link
        to={`/procedures/${id}`}
        className="flex flex-col gap-1 rounded-card bg-surface px-4 py-3.5 shadow-lift hover:bg-sunken"
      >
        <span className="text-17 font-semibold" dir="auto">
          {title}
        </span>
        {description !== "" && (
          <span className="line-clamp-2 text-15 text-ink-2" dir="auto">
            {description}
          </span>
        )}
        <span className="figures text-13 text-ink-2">
          {m.procedure_steps({ count: steps })} · {m.procedure_runs({ count: runs })} ·{" "}
          {m.procedure_written({
            version: String(version),
            name: written_by.full_name,
            when: relativeTime(written_at, now),
          })}
        </span>
      </Link>
    </li>
  );
}
