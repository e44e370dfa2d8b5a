import type { Conversation, DisplayedFile, DisplayedMessage } from "@relais/client";
import { useConnection } from "@relais/react";
import {
  lengthText,
  player,
  useHeard,
  usePlaying,
  useRate,
  voiceLength,
} from "@relais/react/headless";
import { Mic, RotateCw } from "lucide-react";
import { m } from "../../../catalogue/index.ts";
import { Avatar } from "../../../design/Avatar.tsx";
import { Button } from "../../../design/Button.tsx";
import { classes } from "../../../design/classes.ts";
import { currentLanguage } from "../../../format/language.ts";
import { PlayButton } from "./PlayButton.tsx";
import { Waveform } from "./Waveform.tsx";
import "./voice.css";

type VoiceNoteProps = {
  message: DisplayedMessage;
  file: DisplayedFile;
  sender: { id: string; full_name: string } | undefined;
  conversation: Conversation;
};

/** A voice note in the log: who speaks, how loud, how long; and where one stands in it. */
export function VoiceNote({ message, file, sender, conversation }: VoiceNoteProps) {
  const { status, at, key } = usePlaying(file.key);
  const rate = useRate();
  const heard = useHeard(file.id) || message.delivery !== "received";
  const connected = useConnection().status === "connected";
  const open = key !== null;
  const { duration_ms = 1, waveform = [] } = file.voice ?? {};
  const length = duration_ms / 1_000;
  const whole = voiceLength(duration_ms);
  return (
    <div data-voice={status} data-heard={heard ? "" : undefined} className="voice-note">
      <div className="flex items-center gap-2">
        {open && status !== "failed" ? (
          <button
            type="button"
            onClick={() => player.nextRate()}
            aria-label={m.voice_rate({ rate: rateText(rate) })}
            title={m.voice_rate({ rate: rateText(rate) })}
            className="grid size-11 shrink-0 place-items-center"
          >
            <span className="figures rounded-full bg-ink/10 px-2 py-0.5 text-13 font-semibold">
              ×{rateText(rate)}
            </span>
          </button>
        ) : (
          <span className="relative grid size-11 shrink-0 place-items-center">
            {sender && <Avatar id={sender.id} name={sender.full_name} />}
            <span className={classes("voice-mark", heard && "voice-mark-heard")}>
              <Mic size={14} strokeWidth={2} aria-hidden="true" />
            </span>
          </span>
        )}
        <PlayButton
          status={status}
          length={whole}
          onToggle={() => (status === "playing" ? player.pause() : player.play(file, conversation))}
        />
        <div className="min-w-0 flex-1">
          <Waveform
            bars={waveform}
            length={length}
            at={at}
            onSeek={(to) => player.seek(file, conversation, to)}
          />
        </div>
      </div>
      <span className="figures voice-length">
        {open && at > 0 ? `−${lengthText(length - at)}` : whole}
        {!heard && <span className="sr-only"> {m.voice_unheard()}</span>}
      </span>
      {status === "failed" && (
        <div role="alert" className="voice-fault">
          <p className="text-13 text-pretty text-danger">
            {connected ? m.voice_failed() : m.voice_offline()}
          </p>
          <Button
            look="plain"
            className="-ms-3 px-3"
            onClick={() => player.play(file, conversation)}
          >
            <RotateCw size={17} strokeWidth={1.75} aria-hidden="true" />
            {m.action_retry()}
          </Button>
        </div>
      )}
    </div>
  );
}

const rateText = (rate: number) => new Intl.NumberFormat(currentLanguage()).format(rate);
