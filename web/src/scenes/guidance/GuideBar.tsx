import type { Conversation, ConversationView, Guidance, GuidanceStep } from "@relais/client";
import { openStep } from "@relais/protocol";
import { useClient } from "@relais/react";
import { firstName, useNow } from "@relais/react/headless";
import { ChevronDown, ListChecks } from "lucide-react";
import { Suspense, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Sheet } from "../../design/Sheet.tsx";
import { toast } from "../../design/Toast.tsx";
import { relativeTime } from "../../format/time.ts";
import { stepLine } from "./standing.ts";
import { explain } from "../../session/refusal.ts";
import { MessageFiles } from "../conversation/files/later.tsx";

type GuideBarProps = { guidance: Guidance; conversation: Conversation; view: ConversationView };

/** Those who guide: what is waited for, and one tap away every step with its answer, time and proofs. */
export function GuideBar({ guidance, conversation, view }: GuideBarProps) {
  const [open, setOpen] = useState(false);
  const now = useNow();
  const name = firstName(guidance.guided.full_name);
  const waiting = openStep(guidance);
  const last = guidance.steps.at(-1);
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        className="flex min-h-12 w-full shrink-0 items-center gap-3 border-t border-line bg-ochre-soft px-4 py-2 text-start text-15 text-ochre-ink"
      >
        <ListChecks size={20} strokeWidth={1.75} aria-hidden="true" className="shrink-0" />
        <span className="figures min-w-0 flex-1">
          <span className="font-semibold">{m.guidance_under_way()}</span>
          {" · "}
          {waiting
            ? waiting.result === "help"
              ? m.guidance_wants_help({ name, step: String(waiting.number) })
              : m.guidance_waits({
                  name,
                  step: String(waiting.number),
                  since: relativeTime(waiting.instructed_at, now),
                })
            : last
              ? m.guidance_give_next({ step: String(last.number + 1) })
              : m.guidance_give_first()}
        </span>
        <ChevronDown size={18} strokeWidth={1.75} aria-hidden="true" className="shrink-0" />
      </button>
      <Sheet open={open} onOpenChange={setOpen} title={m.guidance_steps_title({ name })}>
        <Steps steps={guidance.steps} conversation={conversation} view={view} />
        <EndButtons
          conversationId={conversation.id}
          sessionId={guidance.id}
          onEnd={() => setOpen(false)}
        />
      </Sheet>
    </>
  );
}

type StepsProps = {
  steps: readonly GuidanceStep[];
  conversation: Conversation;
  view: ConversationView;
};

function Steps({ steps, conversation, view }: StepsProps) {
  if (steps.length === 0) {
    return <p className="pb-4 text-15 text-pretty text-ink-2">{m.guidance_no_steps()}</p>;
  }
  return (
    <ol className="flex flex-col gap-4 pb-5">
      {steps.map((step) => (
        <li key={step.id} className="flex gap-3">
          <span className="figures grid size-8 shrink-0 place-items-center rounded-full bg-sunken text-15 font-semibold">
            {step.number}
          </span>
          <div className="min-w-0 flex-1 pt-1">
            <p className="text-15 whitespace-pre-wrap" dir="auto">
              {step.text || m.guidance_step_files()}
            </p>
            <p className="figures text-13 text-ink-2">{stepLine(step)}</p>
            {view.messages
              .filter(({ number, files }) => files && step.proofs.includes(number ?? 0))
              .map((proof) => (
                <Suspense key={proof.key} fallback={<div className="h-19" />}>
                  <MessageFiles
                    message={proof}
                    files={proof.files ?? []}
                    conversation={conversation}
                  />
                </Suspense>
              ))}
          </div>
        </li>
      ))}
    </ol>
  );
}

type EndButtonsProps = { conversationId: string; sessionId: string; onEnd: () => void };

function EndButtons({ conversationId, sessionId, onEnd }: EndButtonsProps) {
  const client = useClient();
  const [busy, setBusy] = useState<"solved" | "stopped">();
  const end = async (how: "solved" | "stopped") => {
    setBusy(how);
    try {
      await client.http.endGuidance(conversationId, {
        session_id: sessionId,
        solved: how === "solved",
      });
      onEnd();
    } catch (error) {
      toast(explain(error));
    } finally {
      setBusy(undefined);
    }
  };
  return (
    <div className="flex flex-col gap-2">
      <Button wide busy={busy === "solved"} onClick={() => void end("solved")}>
        {m.guidance_end_solved()}
      </Button>
      <Button wide look="quiet" busy={busy === "stopped"} onClick={() => void end("stopped")}>
        {m.guidance_end_stopped()}
      </Button>
    </div>
  );
}
