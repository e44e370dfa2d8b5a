import { limits } from "@relais/protocol";
import { type KeyboardEvent, useId } from "react";

export type WaveformProps = {
  className: string;
  bars: readonly number[];
  /** Seconds. */
  length: number;
  at: number;
  onSeek: (at: number) => void;
  label: string;
  /** Where one stands, in words. */
  valueText: string;
};

const { voiceBars, voiceBarHeight } = limits;
/** Every bar takes 3 of 4 units; what is silent is still a line. */
const width = voiceBars * 4 - 1;
const height = 32;
const path = (bars: readonly number[]) =>
  bars
    .map((bar, index) => {
      const half = Math.max(1.5, (bar / voiceBarHeight) * (height / 2 - 1.5));
      return `M${index * 4 + 1.5} ${height / 2 - half}v${half * 2}`;
    })
    .join("");

/** How loud a voice note is, and where it stands. Drawn for the eye, a slider for everything else. */
export function Waveform(props: WaveformProps) {
  const { className, bars, length, at, onSeek, label, valueText } = props;
  const clip = useId();
  const drawn = path(bars);
  const part = Math.min(1, at / length);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = length > 30 ? 5 : 1;
    const backwards = document.documentElement.dir === "rtl" ? -1 : 1;
    const steps: Record<string, number> = {
      ArrowRight: step * backwards,
      ArrowLeft: -step * backwards,
      ArrowUp: step,
      ArrowDown: -step,
      PageUp: length / 4,
      PageDown: -length / 4,
      Home: -length,
      End: length,
    };
    const by = steps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    onSeek(Math.min(length, Math.max(0, at + by)));
  };
  return (
    <div className={className}>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        <clipPath id={clip}>
          <rect x="0" y="0" width={width * part} height={height} />
        </clipPath>
        <path d={drawn} className="bars" />
        <path d={drawn} className="bars-heard" clipPath={`url(#${clip})`} />
      </svg>
      <input
        type="range"
        min={0}
        max={length}
        step="any"
        value={at}
        aria-label={label}
        aria-valuetext={valueText}
        onKeyDown={onKeyDown}
        onInput={(event) => onSeek(Number(event.currentTarget.value))}
        // Sliding along the bars is neither an answer nor a long press.
        onTouchStart={(event) => event.stopPropagation()}
        onTouchMove={(event) => event.stopPropagation()}
      />
    </div>
  );
}
