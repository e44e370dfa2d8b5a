import type { Conversation, DisplayedFile, Recording } from "@relais/client";
import { lengthText, player, usePlaying, voiceLength } from "@relais/react/headless";
import {
  ChevronLeft,
  ChevronUp,
  Lock,
  MicOff,
  RotateCw,
  SendHorizontal,
  Square,
  Trash2,
  X,
} from "lucide-react";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { m } from "../../../catalogue/index.ts";
import { IconButton } from "../../../design/IconButton.tsx";
import { Spinner } from "../../../design/Spinner.tsx";
import type { MicrophoneFault } from "./microphone.ts";
import { LevelMeter } from "./LevelMeter.tsx";
import { PlayButton } from "./PlayButton.tsx";
import type { Press } from "./press.ts";
import { cancelPx, lockPx, useRecorder } from "./use-recorder.ts";
import { Waveform } from "./Waveform.tsx";
import "./voice.css";

type RecorderProps = {
  press: Press;
  conversation: Conversation;
  replyTo: number | undefined;
  step: string | undefined;
  onSent: () => void;
  onRetry: () => void;
  onClose: () => void;
};

/** Stands over the composer while one records, and until what was recorded is sent or dropped. */
export default function Recorder(props: RecorderProps) {
  const { press, conversation, replyTo, step, onSent, onRetry, onClose } = props;
  const panel = useRef<HTMLFieldSetElement>(null);
  const close = () => {
    player.stop();
    onClose();
  };
  const recorder = useRecorder(press, conversation, {
    close,
    send: (recording: Recording) => {
      player.stop();
      conversation.sendVoice(recording, {
        ...(replyTo !== undefined && { replyTo }),
        ...(step !== undefined && { step }),
      });
      onSent();
      onClose();
    },
  });
  const { phase } = recorder;
  const [, moved] = useState(0);
  const follow = useRef(recorder.follow);
  const escape = useRef(close);
  useEffect(() => {
    follow.current = recorder.follow;
    escape.current = close;
  });
  useEffect(() => {
    // It may have been let go of before anybody listened.
    if (phase.name === "held") follow.current();
    return press.listen(() => {
      follow.current();
      moved((count) => count + 1);
    });
  }, [press, phase.name]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => event.key === "Escape" && escape.current();
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);

  // Whoever has no finger on the button needs what comes next under the keyboard, at once.
  useLayoutEffect(() => {
    if (phase.name !== "held") panel.current?.querySelector<HTMLElement>("[data-first]")?.focus();
  }, [phase.name]);

  return (
    <fieldset
      ref={panel}
      data-recorder={phase.name}
      data-held={phase.name === "held" || !press.released ? "" : undefined}
      aria-label={m.voice_recorder()}
      className="voice-recorder"
    >
      <output className="sr-only">{said(phase.name)}</output>
      {phase.name === "asking" && (
        <>
          <IconButton data-first icon={X} label={m.action_cancel()} onClick={close} />
          <span className="appear-late flex flex-1 items-center gap-2 text-15 text-ink-2">
            <Spinner />
            {m.voice_asking()}
          </span>
        </>
      )}
      {phase.name === "held" && (
        <>
          <Elapsed elapsedMs={recorder.elapsedMs} />
          <LevelMeter hear={recorder.hear} />
          <span
            className="voice-slide"
            style={{
              translate: `${Math.max(-cancelPx, Math.min(0, press.along))}px 0`,
              opacity: 1 - Math.min(1, Math.max(0, -press.along / cancelPx)),
            }}
          >
            <ChevronLeft size={18} strokeWidth={1.75} className="rtl:-scale-x-100" />
            {m.voice_slide()}
          </span>
          <span
            className="voice-lock"
            style={{ translate: `0 ${-Math.max(0, Math.min(lockPx, press.up)) / 2}px` }}
          >
            <Lock size={18} strokeWidth={1.75} aria-hidden="true" />
            <ChevronUp size={18} strokeWidth={1.75} aria-hidden="true" />
          </span>
        </>
      )}
      {phase.name === "locked" && (
        <>
          <IconButton icon={Trash2} label={m.voice_drop()} onClick={close} />
          <Elapsed elapsedMs={recorder.elapsedMs} />
          <LevelMeter hear={recorder.hear} />
          <IconButton
            data-first
            icon={Square}
            label={m.voice_stop()}
            className="text-danger"
            onClick={() => void recorder.stop()}
          />
          <SendButton onClick={recorder.send} />
        </>
      )}
      {phase.name === "review" && (
        <>
          <IconButton icon={Trash2} label={m.voice_drop()} onClick={close} />
          <Review recording={phase.recording} />
          <SendButton first onClick={recorder.send} />
          {phase.interrupted && (
            <output className="voice-note-below">{m.voice_interrupted()}</output>
          )}
        </>
      )}
      {phase.name === "failed" && (
        <>
          <MicOff
            size={22}
            strokeWidth={1.75}
            aria-hidden="true"
            className="mx-2.5 shrink-0 text-danger"
          />
          <p role="alert" className="flex-1 py-1 text-13 text-pretty">
            {faults[phase.fault]()}
          </p>
          <IconButton data-first icon={RotateCw} label={m.action_retry()} onClick={onRetry} />
          <IconButton icon={X} label={m.action_close()} onClick={close} />
        </>
      )}
    </fieldset>
  );
}

function said(phase: string): string {
  if (phase === "held" || phase === "locked") return m.voice_recording();
  return phase === "review" ? m.voice_recorded() : "";
}

const faults: Record<MicrophoneFault, () => string> = {
  blocked: m.voice_blocked,
  missing: m.voice_missing,
  busy: m.voice_busy,
  failed: m.voice_unavailable,
};

function SendButton({ onClick, first }: { onClick: () => void; first?: boolean }) {
  return (
    <button
      type="button"
      data-first={first ? "" : undefined}
      aria-label={m.voice_send()}
      title={m.voice_send()}
      onClick={onClick}
      className="grid size-11 shrink-0 place-items-center rounded-full bg-brand text-on-brand hover:bg-brand-strong"
    >
      <SendHorizontal
        size={22}
        strokeWidth={1.75}
        aria-hidden="true"
        className="rtl:-scale-x-100"
      />
    </button>
  );
}

/** How long it is by now. */
function Elapsed({ elapsedMs }: { elapsedMs: () => number }) {
  const [text, setText] = useState("0:00");
  useEffect(() => {
    const timer = setInterval(() => {
      setText(lengthText(Math.floor(elapsedMs() / 1_000)));
    }, 200);
    return () => clearInterval(timer);
  }, [elapsedMs]);
  return (
    <span className="figures flex shrink-0 items-center gap-2 ps-2 text-15" aria-hidden="true">
      <span className="voice-live" />
      {text}
    </span>
  );
}

/** What was recorded, to be heard before it goes. */
function Review({ recording }: { recording: Recording }) {
  const { blob, duration_ms, waveform } = recording;
  const file = useMemo<DisplayedFile>(
    () => ({
      key: "review",
      id: null,
      name: "",
      type: blob.type,
      bytes: blob.size,
      width: null,
      height: null,
      placeholder: null,
      blob,
    }),
    [blob],
  );
  const { status, at } = usePlaying(file.key);
  const length = duration_ms / 1_000;
  return (
    <>
      <PlayButton
        status={status}
        length={voiceLength(duration_ms)}
        onToggle={() => (status === "playing" ? player.pause() : player.play(file, null))}
      />
      <div className="min-w-0 flex-1">
        <Waveform
          bars={waveform}
          length={length}
          at={Math.min(at, length)}
          onSeek={(to) => player.seek(file, null, to)}
        />
      </div>
      <span className="figures w-10 shrink-0 text-center text-13 text-ink-2">
        {at > 0 ? lengthText(at) : voiceLength(duration_ms)}
      </span>
    </>
  );
}
