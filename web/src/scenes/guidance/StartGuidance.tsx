import {
  type ConversationView,
  type Procedure,
  type ProcedureValues,
  RelaisError,
} from "@relais/client";
import { useClient } from "@relais/react";
import { firstName } from "@relais/react/headless";
import { ListChecks } from "lucide-react";
import { useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { IconButton } from "../../design/IconButton.tsx";
import { Sheet } from "../../design/Sheet.tsx";
import { toast } from "../../design/Toast.tsx";
import { explain } from "../../session/refusal.ts";
import { PastSessions } from "./PastSessions.tsx";
import { ProcedureList } from "./ProcedureList.tsx";
import { VariableFields } from "./VariableFields.tsx";

/** Begins to guide the customer, freely or by a procedure, after one sentence on what that means for both. */
export function StartGuidance({ view }: { view: ConversationView }) {
  const client = useClient();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [by, setBy] = useState<Procedure | null>(null);
  const [values, setValues] = useState<ProcedureValues>({});
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const { state } = view;
  if (state === null) return null;
  const name = firstName(state.case.customer.full_name);
  const show = (next: boolean) => {
    setOpen(next);
    if (!next) setBy(null);
  };
  const start = async (procedure: Procedure | null) => {
    setBusy(true);
    setWrong({});
    try {
      await client.http.startGuidance(
        state.conversation_id,
        procedure ? { procedure: { id: procedure.id, version: procedure.version, values } } : {},
      );
      show(false);
    } catch (error) {
      const fields = (error instanceof RelaisError && error.refusal.fields) || {};
      setWrong(fields);
      // What is wrong stands at its field.
      if (Object.keys(fields).length === 0) toast(explain(error));
    } finally {
      setBusy(false);
    }
  };
  const choose = async (id: string) => {
    try {
      const procedure = await (await client.http.procedures()).get(id);
      setValues({});
      setBy(procedure);
    } catch (error) {
      toast(explain(error));
    }
  };
  return (
    <>
      <IconButton icon={ListChecks} label={m.guidance_start()} onClick={() => show(true)} />
      <Sheet
        open={open}
        onOpenChange={show}
        title={by?.title ?? m.guidance_start_title({ name })}
        text={by?.description || m.guidance_start_text({ name })}
      >
        {by ? (
          <form
            className="flex flex-col gap-4"
            onSubmit={(event) => {
              event.preventDefault();
              if (!busy) void start(by);
            }}
          >
            <p className="figures text-15 text-ink-2">
              {m.procedure_steps({ count: by.steps.length })}
            </p>
            <VariableFields
              variables={by.variables}
              values={values}
              onChange={setValues}
              wrong={(field) => wrong[`procedure.values.${field}`]}
            />
            <Button wide type="submit" busy={busy}>
              {m.plan_start()}
            </Button>
            <Button look="plain" onClick={() => setBy(null)}>
              {m.plan_others()}
            </Button>
          </form>
        ) : (
          <div className="flex flex-col gap-5">
            <Button wide busy={busy} onClick={() => void start(null)}>
              {m.guidance_start()}
            </Button>
            <section className="flex flex-col gap-2">
              <h3 className="text-15 font-semibold">{m.plan_by()}</h3>
              <ProcedureList onChoose={({ id }) => void choose(id)} />
            </section>
            <PastSessions conversationId={state.conversation_id} />
          </div>
        )}
      </Sheet>
    </>
  );
}
