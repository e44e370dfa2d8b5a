import { limits } from "@relais/protocol";
import { BufferSource, Input, MP4, OGG, WEBM } from "mediabunny";
import { convertAac } from "./convert-aac.ts";
import { convertOpus } from "./convert-opus.ts";
import type { Converted } from "./converted.ts";
import { NoVoiceError } from "./no-voice-error.ts";

/**
 * Writes a recording anew. Only its packets of sound come over: container, headers, times and everything
 * that stood beside them are ours.
 *
 * Throws NoVoiceError for what is too long, and for what is no recording of one or two channels in Opus
 * (WebM, Ogg, MP4) or AAC-LC (MP4).
 */
export async function convert(
  bytes: Uint8Array,
  maxMs: number = limits.voiceMilliseconds,
): Promise<Converted> {
  const input = new Input({ source: new BufferSource(bytes), formats: [WEBM, OGG, MP4] });
  try {
    const tracks = await input.getTracks();
    const [track] = tracks;
    // Pictures beside the sound make it a film.
    if (tracks.length !== 1 || !track?.isAudioTrack()) throw new NoVoiceError();
    const channels = await track.getNumberOfChannels();
    if (channels !== 1 && channels !== 2) throw new NoVoiceError();
    switch (await track.getCodec()) {
      case "opus":
        return await convertOpus(track, channels, maxMs);
      case "aac":
        return await convertAac(track, channels, maxMs);
      default:
        throw new NoVoiceError();
    }
  } finally {
    input.dispose();
  }
}
