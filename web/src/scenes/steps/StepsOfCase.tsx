import type { StatusChange } from "@relais/client";
import { useClient, useConnection } from "@relais/react";
import { statusOf } from "@relais/react/headless";
import { Clock, RotateCw, Undo2 } from "lucide-react";
import { useEffect, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Notice } from "../../design/Notice.tsx";
import { inLanguage } from "../../kind/kind.ts";
import { useKind } from "../../kind/KindsProvider.tsx";

type StepsOfCaseProps = {
  /** Of one case, in the order in which they were taken; at least one. */
  changes: readonly StatusChange[];
  /** Where nothing else says which case it is. */
  named?: boolean;
};

/** What became of steps that the server does not have: they wait and may be taken back, or were refused, which stays until seen. */
export function StepsOfCase({ changes, named = false }: StepsOfCaseProps) {
  const waiting = changes.filter(({ state }) => state === "waiting").at(-1);
  const refused = changes.filter(({ state }) => state === "failed");
  return (
    <div className="flex flex-col gap-2">
      {waiting && <Waiting key={waiting.client_id} change={waiting} />}
      {refused.length > 0 && <Refused changes={refused} named={named} />}
    </div>
  );
}

/** With a network it goes at once: nothing is said of what is not worth reading. */
const calmMs = 1_500;

function Waiting({ change }: { change: StatusChange }) {
  const client = useClient();
  const connected = useConnection().status === "connected";
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), calmMs);
    return () => clearTimeout(timer);
  }, []);
  if (connected && !late) return null;
  return (
    <div
      data-step="waiting"
      className="appear flex flex-wrap items-center justify-between gap-x-3 text-13 text-ink-2"
    >
      <span aria-live="polite" className="inline-flex items-center gap-1.5">
        <Clock size={15} strokeWidth={1.75} aria-hidden="true" className="shrink-0" />
        {connected ? m.step_sending() : m.change_waiting()}
      </span>
      <Button
        look="plain"
        className="-my-1 px-3 text-13"
        onClick={() => client.statuses.takeBack(change.client_id)}
      >
        <Undo2 size={16} strokeWidth={1.75} aria-hidden="true" />
        {m.step_take_back()}
      </Button>
    </div>
  );
}

function Refused({ changes, named }: { changes: readonly StatusChange[]; named: boolean }) {
  const client = useClient();
  const [first] = changes;
  const kind = useKind(first?.status.kind ?? "");
  if (first === undefined) return null;
  const steps = changes.map(({ status }) => {
    const to = statusOf(kind, status.to);
    return to === undefined ? status.to : inLanguage(to.title);
  });
  const again = changes.every(({ refusal }) => refusal?.retry !== "never");
  return (
    <Notice tone="danger">
      <div data-step="failed" className="flex flex-col gap-1">
        {named && <p className="text-13 text-ink-2 wrap-anywhere">{first.status.title}</p>}
        <p className="font-semibold text-pretty">{m.step_refused({ status: steps.join(", ") })}</p>
        <p className="text-pretty">{reason(first)}</p>
        {changes.map(
          ({ client_id, status: { note } }) =>
            note && (
              <p key={client_id} dir="auto" className="text-13 text-ink-2 wrap-anywhere">
                {note}
              </p>
            ),
        )}
        <div className="-ms-3 flex flex-wrap">
          {again && (
            <Button
              look="plain"
              className="px-3"
              onClick={() => {
                for (const { client_id } of changes) client.statuses.retry(client_id);
              }}
            >
              <RotateCw size={17} strokeWidth={1.75} aria-hidden="true" />
              {m.action_retry()}
            </Button>
          )}
          <Button
            look="plain"
            className="px-3"
            onClick={() => client.statuses.takeBack(first.client_id)}
          >
            {m.step_seen()}
          </Button>
        </div>
      </div>
    </Notice>
  );
}

/** The server's sentences are for whoever acts now; this was done some time ago. */
function reason({ refusal }: StatusChange): string {
  switch (refusal?.code) {
    case "transition_not_allowed":
      return m.step_refused_moved();
    case "forbidden":
    case "not_found":
      return m.step_refused_away();
    default:
      return refusal?.message ?? "";
  }
}
