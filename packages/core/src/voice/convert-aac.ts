import { EncodedPacketSink, type InputAudioTrack } from "mediabunny";
import { checkLength, type Converted } from "./converted.ts";
import { Mp4Sound } from "./mp4-sound.ts";
import { NoVoiceError } from "./no-voice-error.ts";

/** In the order in which AAC counts them (ISO/IEC 14496-3, 1.6.3.4). */
const rates = [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000];
/** Samples of a packet, and the bytes that it has at most for a channel: 6,144 bits (4.5.1.1). */
const packetSamples = 1_024;
const packetBytes = 768;

/** What iPhones record: kept packet by packet, in order, without what else the file says. */
export async function convertAac(
  track: InputAudioTrack,
  channels: 1 | 2,
  maxMs: number,
): Promise<Converted> {
  const codec = "mp4a.40.2";
  const sampleRate = await track.getSampleRate();
  const rate = rates.indexOf(sampleRate);
  if (rate < 0 || (await track.getDecoderConfig())?.codec !== codec) throw new NoVoiceError();
  const sound = new Mp4Sound("aac", {
    codec,
    sampleRate,
    numberOfChannels: channels,
    // AudioSpecificConfig: object type 2 (LC), rate, channels.
    description: Uint8Array.of((2 << 3) | (rate >> 1), ((rate & 1) << 7) | (channels << 3)),
  });
  await sound.start();
  let packets = 0;
  for await (const { data } of new EncodedPacketSink(track).packets()) {
    if (data.byteLength < 1 || data.byteLength > packetBytes * channels) throw new NoVoiceError();
    packets += 1;
    checkLength((packets * packetSamples) / sampleRate, maxMs);
    await sound.add(data, packetSamples / sampleRate);
  }
  if (packets === 0) throw new NoVoiceError();
  const durationMs = Math.round((packets * packetSamples * 1_000) / sampleRate);
  return { whole: await sound.finish(), aac: undefined, durationMs };
}
