import type { GuidanceRecord } from "@relais/client";
import { useClient } from "@relais/react";
import { useNow } from "@relais/react/headless";
import { useEffect, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { relativeTime } from "../../format/time.ts";
import { SessionRecord } from "./SessionRecord.tsx";
import { tookTime } from "./took-time.ts";

/** The record of a conversation: each session with its steps, and the way to keep it as a procedure. */
export function PastSessions({ conversationId }: { conversationId: string }) {
  const { http } = useClient();
  const [sessions, setSessions] = useState<readonly GuidanceRecord[]>([]);
  const now = useNow();
  useEffect(() => {
    let live = true;
    const read = async () => {
      // What is past is no reason to keep anybody from beginning.
      const found = await http.guidance(conversationId).catch(() => []);
      if (live) setSessions(found.filter(({ ended_at }) => ended_at !== null));
    };
    void read();
    return () => {
      live = false;
    };
  }, [http, conversationId]);
  if (sessions.length === 0) return null;
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-15 font-semibold">{m.record_title()}</h3>
      {sessions.map((session) => (
        <details key={session.id} className="rounded-card bg-sunken px-4 py-3">
          <summary className="figures min-h-7 text-15">
            {endingOf(session)}
            {" · "}
            {m.procedure_steps({ count: session.steps.length })}
            {" · "}
            {tookTime(session.started_at, session.ended_at)}
            {" · "}
            {relativeTime(session.started_at, now)}
          </summary>
          <div className="flex flex-col gap-3 pt-3">
            <SessionRecord conversationId={conversationId} session={session} />
          </div>
        </details>
      ))}
    </section>
  );
}

function endingOf({ ended_because }: GuidanceRecord): string {
  if (ended_because === "solved") return m.record_solved();
  if (ended_because === "left") return m.record_left();
  if (ended_because === "closed") return m.record_closed();
  return m.record_stopped();
}
