import type { ConnectionState } from "@relais/client";
import { CloudOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useConnection } from "../use-connection.ts";
import { useHere } from "./context.ts";
import type { WordKey } from "./words.ts";

/** A link that heals within this time is not worth a word. */
const patienceMs = 2_000;

/** Says that nothing comes or goes at the moment, and that nothing is lost. */
export function ConnectionBar() {
  const { say } = useHere();
  const connection = useConnection();
  const [long, setLong] = useState(false);
  const connected = connection.status === "connected";
  useEffect(() => {
    if (connected) return;
    const timer = setTimeout(() => setLong(true), patienceMs);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [connected]);
  const word = connected ? null : wordFor(connection);
  const shown = word !== null && (long || word !== "reconnecting");
  return (
    <output className="relais-connection">
      {shown && (
        <span>
          <CloudOff size={16} strokeWidth={1.75} aria-hidden="true" /> {say(word)}
        </span>
      )}
    </output>
  );
}

function wordFor({ status, code }: Exclude<ConnectionState, { status: "connected" }>): WordKey {
  if (status === "disconnected") return code === "not_started" ? "reconnecting" : "signed_out";
  return code === "first" ? "reconnecting" : "offline";
}
