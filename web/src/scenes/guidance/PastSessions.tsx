import type { GuidanceRecord } from "@relais/client";
import { useClient } from "@relais/react";
import { BookmarkPlus } from "lucide-react";
import { type FormEvent, useEffect, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Field } from "../../design/Field.tsx";
import { toast } from "../../design/Toast.tsx";
import { relativeTime } from "../../format/time.ts";
import { useNow } from "../../format/use-now.ts";
import { explain } from "../../session/refusal.ts";
import { stepLine } from "./standing.ts";
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
            <p className="text-13 text-ink-2">
              {m.guidance_with({ name: session.guide.full_name })}
              {session.procedure && ` · ${session.procedure.title}`}
            </p>
            <ol className="flex flex-col gap-2">
              {session.steps.map((step) => (
                <li key={step.id} className="flex gap-3 text-15">
                  <span className="figures min-w-6 shrink-0 text-ink-2">{step.number}</span>
                  <span className="min-w-0 flex-1">
                    <span className="whitespace-pre-wrap" dir="auto">
                      {step.text || m.guidance_step_files()}
                    </span>
                    <span className="figures block text-13 text-ink-2">
                      {stepLine(step)}
                      {step.proofs.length > 0 &&
                        ` · ${m.guidance_proofs({ count: step.proofs.length })}`}
                    </span>
                  </span>
                </li>
              ))}
            </ol>
            {session.steps.length > 0 && (
              <SaveProcedure conversationId={conversationId} session={session} />
            )}
          </div>
        </details>
      ))}
    </section>
  );
}

type SaveProcedureProps = { conversationId: string; session: GuidanceRecord };

function SaveProcedure({ conversationId, session }: SaveProcedureProps) {
  const { http } = useClient();
  const [title, setTitle] = useState("");
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const saved = await (await http.procedures()).save(conversationId, session.id, title);
      toast(m.procedure_saved_as({ title: saved.title }));
      setAsking(false);
    } catch (error) {
      setWrong(explain(error));
    } finally {
      setBusy(false);
    }
  };
  if (!asking) {
    return (
      <Button look="quiet" onClick={() => setAsking(true)}>
        <BookmarkPlus size={18} strokeWidth={1.75} aria-hidden="true" />
        {m.procedure_save_as()}
      </Button>
    );
  }
  return (
    <form className="flex flex-col gap-3" onSubmit={(event) => void save(event)}>
      <Field label={m.procedure_title()} error={wrong}>
        {(attributes) => (
          <input
            {...attributes}
            dir="auto"
            value={title}
            onChange={({ target }) => setTitle(target.value)}
          />
        )}
      </Field>
      <Button type="submit" busy={busy}>
        {m.procedure_save()}
      </Button>
    </form>
  );
}

function endingOf({ ended_because }: GuidanceRecord): string {
  if (ended_because === "solved") return m.record_solved();
  if (ended_because === "left") return m.record_left();
  if (ended_because === "closed") return m.record_closed();
  return m.record_stopped();
}
