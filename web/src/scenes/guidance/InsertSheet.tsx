import type { Procedure, ProcedureRun, ProcedureValues } from "@relais/client";
import { everyAction, placeholdersIn, withValues } from "@relais/protocol";
import { useClient } from "@relais/react";
import { ArrowLeft, CornerDownRight } from "lucide-react";
import { useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Sheet } from "../../design/Sheet.tsx";
import { toast } from "../../design/Toast.tsx";
import { explain } from "../../session/refusal.ts";
import type { Brought } from "./PlanBar.tsx";
import { ProcedureList } from "./ProcedureList.tsx";
import { VariableFields } from "./VariableFields.tsx";

type InsertSheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The procedure of the session, which is shown first. */
  run: ProcedureRun | null;
  onBring: (brought: Brought) => void;
};

/** Any step of any procedure, one tap from the field; what it asks for is asked before. */
export function InsertSheet({ open, onOpenChange, run, onBring }: InsertSheetProps) {
  const { http } = useClient();
  const [chosen, setChosen] = useState<Procedure | null>(null);
  const [others, setOthers] = useState(false);
  const [values, setValues] = useState<ProcedureValues>({});
  const shown = chosen ?? (others ? null : (run?.procedure ?? null));
  const known =
    shown !== null && shown.id === run?.procedure.id ? { ...values, ...run.values } : values;
  const choose = async (id: string) => {
    try {
      setChosen(await (await http.procedures()).get(id));
      setValues({});
    } catch (error) {
      toast(explain(error));
    }
  };
  const missing = (shown?.variables ?? []).filter(
    ({ name }) =>
      !(run?.procedure.id === shown?.id && run?.values[name] !== undefined) &&
      everyAction(shown?.steps ?? []).some(({ action }) =>
        placeholdersIn(action.text).includes(name),
      ),
  );
  const unanswered = (text: string) =>
    placeholdersIn(text).some((name) => (known[name] ?? "").trim() === "");
  return (
    <Sheet
      open={open}
      onOpenChange={onOpenChange}
      title={shown?.title ?? m.plan_insert_title()}
      {...(shown === null && { text: m.plan_insert_text() })}
    >
      {shown === null ? (
        <ProcedureList onChoose={({ id }) => void choose(id)} />
      ) : (
        <div className="flex flex-col gap-4">
          {missing.length > 0 && (
            <VariableFields variables={missing} values={values} onChange={setValues} />
          )}
          <ol className="flex flex-col gap-1">
            {everyAction(shown.steps).map(({ action, place }) => {
              const text = withValues(action.text, known);
              const branch = !shown.steps.some(({ id }) => id === action.id);
              return (
                <li key={action.id} className={branch ? "ps-8" : ""}>
                  <button
                    type="button"
                    disabled={unanswered(action.text)}
                    onClick={() => {
                      onBring({
                        text,
                        pictures: action.pictures.length,
                        planned: {
                          procedure_id: shown.id,
                          version: shown.version,
                          step: action.id,
                        },
                      });
                      onOpenChange(false);
                    }}
                    className="flex min-h-12 w-full items-start gap-3 rounded-control px-2 py-2.5 text-start text-15 hover:bg-sunken disabled:opacity-55"
                  >
                    <span className="figures grid min-w-6 shrink-0 place-items-center text-ink-2">
                      {branch ? (
                        <CornerDownRight
                          size={18}
                          strokeWidth={1.75}
                          aria-label={m.procedure_if_failed()}
                        />
                      ) : (
                        place
                      )}
                    </span>
                    <span className="min-w-0 flex-1 whitespace-pre-wrap" dir="auto">
                      {text || m.guidance_step_files()}
                    </span>
                  </button>
                </li>
              );
            })}
          </ol>
          <Button
            look="plain"
            onClick={() => {
              setChosen(null);
              setOthers(true);
            }}
          >
            <ArrowLeft
              size={18}
              strokeWidth={1.75}
              aria-hidden="true"
              className="rtl:-scale-x-100"
            />
            {m.plan_others()}
          </Button>
        </div>
      )}
    </Sheet>
  );
}
