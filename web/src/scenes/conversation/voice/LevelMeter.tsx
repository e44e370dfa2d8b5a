import { useEffect, useRef } from "react";

type LevelMeterProps = { hear: (listener: (level: number) => void) => () => void };

const bars = 32;

/** The last moments of what the microphone hears, the newest at the end. Drawn without the rest of the page. */
export function LevelMeter({ hear }: LevelMeterProps) {
  const strip = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const levels: number[] = Array.from({ length: bars }, () => 0);
    return hear((level) => {
      levels.push(level);
      levels.shift();
      const children = strip.current?.children;
      levels.forEach((height, index) => {
        (children?.[index] as HTMLElement | undefined)?.style.setProperty(
          "scale",
          `1 ${Math.max(0.1, height)}`,
        );
      });
    });
  }, [hear]);
  return (
    <span ref={strip} className="voice-meter" aria-hidden="true">
      {Array.from({ length: bars }, (_, index) => (
        // oxlint-disable-next-line no-array-index-key -- the bars never change places
        <span key={index} />
      ))}
    </span>
  );
}
