import { lengthText, Waveform as BareWaveform, type WaveformProps } from "@relais/react/headless";
import { m } from "../../../catalogue/index.ts";

type DrawnProps = Omit<WaveformProps, "className" | "label" | "valueText">;

/** How loud a voice note is, and where it stands. */
export function Waveform(props: DrawnProps) {
  const { at, length } = props;
  return (
    <BareWaveform
      {...props}
      className="voice-wave"
      label={m.voice_position()}
      valueText={m.voice_position_at({ at: lengthText(at), length: lengthText(length) })}
    />
  );
}
