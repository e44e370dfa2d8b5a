import type { ConnectionState } from "@relais/client";
import { useClient, useConnection } from "@relais/react";
import { CloudOff, PauseCircle, RefreshCw, Wifi } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { classes } from "../../design/classes.ts";

/** Shorter breaks heal unseen. */
const patienceMs = 3_000;
const farewellMs = 2_200;

/** True once the connection has been missing for a while; false again as soon as it is back. */
function useLongBreak(connection: ConnectionState): boolean {
  const since = connection.status === "connecting" ? connection.since : null;
  const [longSince, setLongSince] = useState<number | null>(null);
  useEffect(() => {
    if (since === null) return;
    const left = Math.max(0, since + patienceMs - Date.now());
    const timer = setTimeout(() => setLongSince(since), left);
    return () => clearTimeout(timer);
  }, [since]);
  return since !== null && longSince === since;
}

type Shown =
  | "offline"
  | "reconnecting"
  | "suspended"
  | "back"
  | "replaced"
  | "outdated"
  | "stopped"
  | null;

function finalState(connection: ConnectionState): Shown {
  if (connection.status !== "disconnected") return null;
  switch (connection.code) {
    case "not_started":
    case "stopped":
    case "signed_out":
    case "session_ended":
      return null;
    case "replaced":
      return "replaced";
    case "version_unsupported":
      return "outdated";
    default:
      return "stopped";
  }
}

/** What there is to say about the network; null: nothing. */
export function useNetworkNews(): Shown {
  const connection = useConnection();
  const long = useLongBreak(connection);
  const wasLong = useRef(false);
  const [back, setBack] = useState(false);
  useEffect(() => {
    if (long) wasLong.current = true;
    if (connection.status !== "connected" || !wasLong.current) return;
    wasLong.current = false;
    setBack(true);
    const timer = setTimeout(() => setBack(false), farewellMs);
    return () => {
      clearTimeout(timer);
      setBack(false);
    };
  }, [connection.status, long]);
  const final = finalState(connection);
  if (final) return final;
  if (connection.status === "connecting" && connection.code === "organization_suspended") {
    return "suspended";
  }
  if (long) {
    const offline = connection.status === "connecting" && connection.code === "offline";
    return offline || !navigator.onLine ? "offline" : "reconnecting";
  }
  return back ? "back" : null;
}

const looks = {
  offline: { icon: CloudOff, text: m.connection_offline, tone: "bg-sunken text-ink" },
  reconnecting: { icon: RefreshCw, text: m.connection_reconnecting, tone: "bg-sunken text-ink" },
  suspended: { icon: PauseCircle, text: m.connection_suspended, tone: "bg-sunken text-ink" },
  back: { icon: Wifi, text: m.connection_back, tone: "bg-brand-soft text-ink" },
  replaced: { icon: PauseCircle, text: m.connection_replaced, tone: "bg-sunken text-ink" },
  outdated: { icon: RefreshCw, text: m.connection_outdated, tone: "bg-sunken text-ink" },
  stopped: { icon: CloudOff, text: m.connection_stopped, tone: "bg-sunken text-ink" },
} as const;

/** A slim bar that says calmly what the network does. Room is made and given back without a jump. */
export function ConnectionBar() {
  const shown = useNetworkNews();
  // What was said last stays while the bar closes.
  const [last, setLast] = useState(shown);
  if (shown && shown !== last) setLast(shown);
  return (
    <output
      className={classes(
        "grid shrink-0 transition-[grid-template-rows,opacity] duration-(--settle) ease-out",
        shown ? "grid-rows-[1fr] opacity-100" : "grid-rows-[0fr] opacity-0",
      )}
    >
      <span className="block min-h-0 overflow-hidden" inert={!shown} aria-hidden={!shown}>
        {last && <Saying shown={last} />}
      </span>
    </output>
  );
}

function Saying({ shown }: { shown: Exclude<Shown, null> }) {
  const client = useClient();
  const { icon: Icon, text, tone } = looks[shown];
  const start = () => client.start();
  const action = {
    offline: null,
    reconnecting: null,
    suspended: null,
    back: null,
    replaced: { label: m.connection_replaced_action, run: start },
    stopped: { label: m.action_retry, run: start },
    outdated: { label: m.action_reload, run: () => location.reload() },
  }[shown];
  return (
    <span
      data-connection={shown}
      className={classes(
        "flex items-center justify-center gap-2 px-4 py-1.5 pt-[max(0.375rem,env(safe-area-inset-top))] text-center text-13 font-medium",
        tone,
      )}
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-ink-2" />
      <span className="text-pretty max-tablet:text-start">{text()}</span>
      {action && (
        <Button look="plain" className="-my-2 px-2 text-13" onClick={action.run}>
          {action.label()}
        </Button>
      )}
    </span>
  );
}
