import type { DisplayedFile, DisplayedMessage } from "@relais/client";
import { Pause, Play } from "lucide-react";
import { useConnection } from "../use-connection.ts";
import { lengthText, voiceLength } from "../voice/length.ts";
import { player } from "../voice/player.ts";
import { useHeard, usePlaying, useRate } from "../voice/use-playing.ts";
import { Waveform } from "../voice/waveform.tsx";
import { useHere } from "./context.ts";

type VoiceNoteProps = { message: DisplayedMessage; file: DisplayedFile };

/** A voice note: how loud, how long, and where one stands in it. */
export function VoiceNote({ message, file }: VoiceNoteProps) {
  const { conversation, language, say } = useHere();
  const { status, at, key } = usePlaying(file.key);
  const rate = useRate();
  const heard = useHeard(file.id) || message.delivery !== "received";
  const connected = useConnection().status === "connected";
  const { duration_ms = 1, waveform = [] } = file.voice ?? {};
  const length = duration_ms / 1_000;
  const whole = voiceLength(duration_ms);
  const open = key !== null;
  const playing = status === "playing";
  const speed = new Intl.NumberFormat(language).format(rate);
  const label = playing ? say("voice_pause") : say("voice_play", { length: whole });
  const Icon = playing ? Pause : Play;
  return (
    <div className="relais-voice" data-status={status} data-unheard={!heard || undefined}>
      <button
        type="button"
        className="relais-play"
        aria-label={label}
        title={label}
        aria-busy={status === "loading" || undefined}
        onClick={() => (playing ? player.pause() : player.play(file, conversation))}
      >
        <Icon size={20} strokeWidth={1.75} fill="currentcolor" aria-hidden="true" />
      </button>
      <Waveform
        className="relais-wave"
        bars={waveform}
        length={length}
        at={at}
        onSeek={(to) => player.seek(file, conversation, to)}
        label={say("voice_at")}
        valueText={say("voice_at_text", { at: lengthText(at), length: lengthText(length) })}
      />
      <span className="relais-length">
        {open && at > 0 ? `−${lengthText(length - at)}` : whole}
      </span>
      {open && (
        <button
          type="button"
          className="relais-rate"
          aria-label={say("voice_rate", { rate: speed })}
          onClick={() => player.nextRate()}
        >
          ×{speed}
        </button>
      )}
      {status === "failed" && (
        <p className="relais-problem" role="alert">
          {say(connected ? "voice_failed" : "voice_offline")}
        </p>
      )}
    </div>
  );
}
