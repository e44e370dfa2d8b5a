import type { GuidanceRecord } from "@relais/client";
import { useClient } from "@relais/react";
import { BookmarkPlus, CornerDownRight } from "lucide-react";
import { type FormEvent, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Field } from "../../design/Field.tsx";
import { IconButton } from "../../design/IconButton.tsx";
import { toast } from "../../design/Toast.tsx";
import { useMe } from "../../session/me.ts";
import { explain } from "../../session/refusal.ts";
import { stepLine } from "./standing.ts";

type SessionRecordProps = {
  conversationId: string;
  session: GuidanceRecord;
  /** Shows the message that gave a step. */
  onStep?: (message: number) => void;
};

/** What was done in a session, step by step; whoever does the work may keep it as a procedure. */
export function SessionRecord({ conversationId, session, onStep }: SessionRecordProps) {
  const customer = useMe().role === "customer";
  return (
    <>
      <p className="text-13 text-ink-2">
        {m.record_by({ name: session.guide.full_name })}
        {session.procedure && ` · ${session.procedure.title}`}
      </p>
      <ol className="flex flex-col gap-2">
        {session.steps.map((step) => (
          <li key={step.id} className="flex gap-3 text-15">
            <span className="figures min-w-6 shrink-0 text-ink-2">{step.number}</span>
            <span className="min-w-0 flex-1">
              <span className="whitespace-pre-wrap wrap-anywhere" dir="auto">
                {step.text || m.guidance_step_files()}
              </span>
              <span className="figures block text-13 text-ink-2">
                {stepLine(step)}
                {step.proofs.length > 0 && ` · ${m.guidance_proofs({ count: step.proofs.length })}`}
              </span>
            </span>
            {onStep && (
              <IconButton
                icon={CornerDownRight}
                label={m.record_step_open({ step: String(step.number) })}
                onClick={() => onStep(step.message)}
              />
            )}
          </li>
        ))}
      </ol>
      {!customer && session.ended_at !== null && session.steps.length > 0 && (
        <SaveProcedure conversationId={conversationId} session={session} />
      )}
    </>
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
