import type { Conversation, ConversationView, Guidance, GuidanceStep } from "@relais/client";
import { fileTypes } from "@relais/protocol";
import { firstName } from "@relais/react/headless";
import {
  Camera,
  Check,
  CloudOff,
  LifeBuoy,
  LogOut,
  MessagesSquare,
  Mic,
  Volume2,
  X,
} from "lucide-react";
import { type ChangeEvent, Suspense, useEffect, useRef, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { classes } from "../../design/classes.ts";
import { IconButton } from "../../design/IconButton.tsx";
import { Notice } from "../../design/Notice.tsx";
import { Spinner } from "../../design/Spinner.tsx";
import { MessageFiles } from "../conversation/files/later.tsx";
import { canRecord, VoiceButton } from "../conversation/voice/VoiceButton.tsx";
import { useNetworkNews } from "../shell/ConnectionBar.tsx";
import { LeaveSheet } from "./LeaveSheet.tsx";
import { ListenSheet } from "./ListenSheet.tsx";
import { underStep } from "./under-step.ts";
import { useHandsFree } from "./use-hands-free.ts";
import { useReadAloud } from "./use-read-aloud.ts";

type GuidedScreenProps = {
  guidance: Guidance;
  conversation: Conversation;
  view: ConversationView;
  /** Looks at the conversation instead. */
  onConversation: () => void;
};

/** The person guided: one step fills the screen, and one thumb answers it. */
export function GuidedScreen({ guidance, conversation, view, onConversation }: GuidedScreenProps) {
  const [leaving, setLeaving] = useState(false);
  const step = guidance.steps.at(-1);
  const pending = step && view.answers.findLast(({ step_id }) => step_id === step.id);
  const said = pending && pending.state !== "failed" ? pending.result : (step?.result ?? null);
  const open =
    step !== undefined && step.closed_at === null && said !== "done" && said !== "failed";
  const aloud = useReadAloud(open ? step.text : "");
  const name = firstName(guidance.guide.full_name);
  const answer = (result: "done" | "failed" | "help") => {
    if (step && open && result !== said) conversation.answerStep(step.id, result);
  };
  const hands = useHandsFree({
    onHeard: (heard) => (heard === "again" ? aloud.read() : answer(heard)),
    deaf: aloud.speaking,
  });
  const message = view.messages.find(({ number }) => number === step?.message);
  const { total } = guidance;
  const offline = useNetworkNews() === "offline";
  const done = guidance.steps.filter(({ result }) => result === "done").length;

  return (
    <section
      aria-label={m.guidance_title()}
      className="fixed inset-0 z-30 flex flex-col bg-paper pt-[env(safe-area-inset-top)] desk:static desk:min-h-0 desk:flex-1"
    >
      {total !== undefined && (
        <div aria-hidden="true" className="h-1 shrink-0 bg-sunken">
          <div
            className="h-full bg-brand transition-[width] duration-(--quick)"
            style={{
              width: `${Math.min(100, (100 * (placeOf(guidance) - (open ? 1 : 0))) / total)}%`,
            }}
          />
        </div>
      )}
      <header className="flex shrink-0 items-center gap-1 border-b border-line py-1.5 ps-5 pe-2">
        <div className="min-w-0 flex-1">
          <p className="line-clamp-2 text-15 leading-tight font-semibold">
            {m.guidance_with({ name })}
          </p>
          <p className="figures text-13 text-ink-2">{progressOf(guidance, done)}</p>
        </div>
        {aloud.can && (
          <IconButton
            icon={Volume2}
            label={aloud.on ? m.guidance_aloud_off() : m.guidance_aloud_on()}
            aria-pressed={aloud.on}
            className={aloud.on ? "bg-brand-soft text-brand" : ""}
            onClick={aloud.toggle}
          />
        )}
        {hands.can && (
          <IconButton
            icon={Mic}
            label={hands.on ? m.guidance_hands_off() : m.guidance_hands_on()}
            aria-pressed={hands.on}
            className={hands.on ? "bg-ochre-soft text-ochre-ink" : ""}
            onClick={hands.toggle}
          />
        )}
        <IconButton
          icon={MessagesSquare}
          label={m.guidance_see_conversation()}
          onClick={onConversation}
        />
        <IconButton icon={LogOut} label={m.guidance_leave()} onClick={() => setLeaving(true)} />
      </header>
      {offline && (
        // The bar of the page lies under this screen, and says it to whoever listens.
        <p
          aria-hidden="true"
          className="flex shrink-0 items-center gap-2 bg-sunken px-5 py-1.5 text-13 font-medium desk:hidden"
        >
          <CloudOff size={16} strokeWidth={1.75} className="shrink-0 text-ink-2" />
          {m.connection_offline()}
        </p>
      )}
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto px-6 py-6">
        <div className="m-auto w-full max-w-140" aria-live="polite">
          {step ? (
            <>
              <p
                className={classes(
                  "figures inline-flex items-center gap-2 rounded-full px-3 py-1 text-15 font-semibold",
                  open ? "bg-ochre-soft text-ochre-ink" : "bg-brand-soft text-brand",
                )}
              >
                {!open && said === "done" && <Check size={17} strokeWidth={2} aria-hidden="true" />}
                {!open && said === "failed" && <X size={17} strokeWidth={2} aria-hidden="true" />}
                {m.guidance_step({ step: String(step.number) })}
              </p>
              <StepTitle key={step.id} text={step.text} />
              {message?.files && (
                <div className="pt-4">
                  <Suspense fallback={<div className="h-53 w-70 max-w-full" />}>
                    <MessageFiles
                      message={message}
                      files={message.files}
                      conversation={conversation}
                    />
                  </Suspense>
                </div>
              )}
            </>
          ) : (
            <Preparing text={m.guidance_first({ name })} />
          )}
          <Standing step={step} said={said} waiting={pending?.state === "waiting"} name={name} />
          {pending?.state === "failed" && (
            <div className="pt-5">
              <Notice tone="danger">
                {pending.refusal?.message}
                <span className="flex gap-1 pt-1">
                  <Button look="plain" onClick={() => conversation.retry(pending.client_id)}>
                    {m.action_retry()}
                  </Button>
                  <Button look="plain" onClick={() => conversation.discard(pending.client_id)}>
                    {m.action_close()}
                  </Button>
                </span>
              </Notice>
            </div>
          )}
          {hands.on && open && (
            <p className="flex items-center gap-2 pt-5 text-15 text-pretty text-ochre-ink">
              <Mic size={18} strokeWidth={1.75} aria-hidden="true" className="shrink-0" />
              {m.guidance_hands_hint()}
            </p>
          )}
          {hands.refused && (
            <div className="pt-5">
              <Notice tone="info">{m.guidance_hands_refused()}</Notice>
            </div>
          )}
        </div>
      </div>
      {step && open && (
        <footer
          data-answers=""
          className="shrink-0 px-5 pt-2 pb-[max(1.25rem,env(safe-area-inset-bottom))]"
        >
          <div className="mx-auto flex w-full max-w-140 flex-col gap-2.5">
            <button
              type="button"
              className="inline-flex min-h-18 w-full items-center justify-center gap-3 rounded-card bg-brand px-4 text-20 font-semibold text-on-brand transition-colors duration-(--quick) hover:bg-brand-strong active:bg-brand-strong"
              onClick={() => answer("done")}
            >
              <Check size={26} strokeWidth={2} aria-hidden="true" />
              {m.guidance_done()}
            </button>
            <Button look="quiet" className="min-h-13" onClick={() => answer("failed")}>
              <X size={20} strokeWidth={1.75} aria-hidden="true" className="text-danger" />
              {m.guidance_failed()}
            </Button>
            <div className="relative flex gap-2">
              <ProofButton conversation={conversation} step={step} />
              {canRecord() && (
                <VoiceButton conversation={conversation} step={step.id} onSent={() => {}} />
              )}
              <Button
                look="quiet"
                className={underStep}
                onClick={() => (said === "help" ? onConversation() : answer("help"))}
              >
                <LifeBuoy size={20} strokeWidth={1.75} aria-hidden="true" />
                {said === "help" ? m.guidance_write() : m.guidance_help()}
              </Button>
            </div>
            <Proofs view={view} step={step} />
          </div>
        </footer>
      )}
      <ListenSheet open={hands.asking} onAnswer={hands.answer} />
      <LeaveSheet
        open={leaving}
        onOpenChange={setLeaving}
        conversationId={conversation.id}
        sessionId={guidance.id}
      />
    </section>
  );
}

/** The place of the newest step of the procedure; 0 before the first. */
function placeOf({ steps }: Guidance): number {
  return steps.findLast(({ planned }) => planned !== undefined)?.planned?.place ?? 0;
}

/** How far one is: « 3 / 7 » by a procedure, else how many steps are done. */
function progressOf(guidance: Guidance, done: number): string {
  const place = placeOf(guidance);
  return guidance.total === undefined || place === 0
    ? m.guidance_progress({ done })
    : // Steps that the procedure adds after a failure are counted too: one number must not deny the other.
      (place === guidance.steps.at(-1)?.number ? m.guidance_place : m.guidance_place_else)({
        place: String(place),
        total: String(guidance.total),
      });
}

/** What is to be done. It takes the focus when it comes, so that it is also said. */
function StepTitle({ text }: { text: string }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <h2
      ref={title}
      tabIndex={-1}
      className="pt-4 text-26 leading-tight text-pretty whitespace-pre-wrap outline-none"
      dir="auto"
    >
      {text || m.guidance_step_files()}
    </h2>
  );
}

function Preparing({ text }: { text: string }) {
  return (
    <p className="flex items-center gap-3 text-20 text-pretty text-ink-2">
      <Spinner />
      {text}
    </p>
  );
}

type StandingProps = {
  step: GuidanceStep | undefined;
  said: GuidanceStep["result"];
  waiting: boolean;
  name: string;
};

/** What became of the answer, in one sentence. */
function Standing({ step, said, waiting, name }: StandingProps) {
  if (!step || said === null) return null;
  const text = waiting
    ? m.guidance_answer_waiting()
    : said === "help"
      ? m.guidance_help_asked({ name })
      : said === "done"
        ? m.guidance_done_next({ name })
        : m.guidance_failed_next({ name });
  return <p className="pt-5 text-17 text-pretty text-ink-2">{text}</p>;
}

const pictures = Object.keys(fileTypes)
  .filter((type) => type.startsWith("image/"))
  .join(",");

function ProofButton({ conversation, step }: { conversation: Conversation; step: GuidanceStep }) {
  const camera = useRef<HTMLInputElement>(null);
  const take = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const files = [...(target.files ?? [])];
    if (files.length > 0) conversation.send("", { files, step: step.id });
    // The same one may be taken again.
    target.value = "";
  };
  return (
    <>
      <input
        ref={camera}
        type="file"
        hidden
        accept={pictures}
        capture="environment"
        onChange={take}
      />
      <Button look="quiet" className={underStep} onClick={() => camera.current?.click()}>
        <Camera size={20} strokeWidth={1.75} aria-hidden="true" />
        {m.guidance_photo()}
      </Button>
    </>
  );
}

/** How many proofs there are, those on their way included. */
function Proofs({ view, step }: { view: ConversationView; step: GuidanceStep }) {
  const onTheirWay = view.messages.filter(
    ({ kind, number }) => kind === "proof" && number === null,
  ).length;
  const count = step.proofs.length + onTheirWay;
  if (count === 0) return null;
  return <p className="text-center text-13 text-ink-2">{m.guidance_proofs({ count })}</p>;
}
