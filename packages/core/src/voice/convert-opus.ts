import { EncodedPacketSink, type InputAudioTrack } from "mediabunny";
import { OpusDecoder } from "opus-decoder";
import { AacSound } from "./aac-sound.ts";
import { checkLength, type Converted } from "./converted.ts";
import { Mp4Sound } from "./mp4-sound.ts";
import { NoVoiceError } from "./no-voice-error.ts";

/** Samples a second of what is decoded: all that a voice needs, and a rate that AAC knows. */
const rate = 24_000;

/**
 * What everything but iPhones records. Each packet is decoded: that alone tells how long it is, and that
 * it is sound; and from it comes the form in AAC.
 */
export async function convertOpus(
  track: InputAudioTrack,
  channels: 1 | 2,
  maxMs: number,
): Promise<Converted> {
  const sound = new Mp4Sound("opus", {
    codec: "opus",
    sampleRate: 48_000,
    numberOfChannels: channels,
    description: opusHead(channels),
  });
  const aac = new AacSound(rate);
  // To one channel, whatever was recorded.
  const decoder = new OpusDecoder({ channels: 1, sampleRate: rate });
  await Promise.all([decoder.ready, sound.start(), aac.start()]);
  let samples = 0;
  try {
    for await (const { data } of new EncodedPacketSink(track).packets()) {
      // Of nothing a decoder makes what was probably lost.
      if (data.byteLength === 0) throw new NoVoiceError();
      const { channelData, samplesDecoded, errors } = decoder.decodeFrame(data);
      const [heard] = channelData;
      if (errors.length > 0 || samplesDecoded < 1 || heard === undefined) throw new NoVoiceError();
      samples += samplesDecoded;
      checkLength(samples / rate, maxMs);
      await sound.add(data, samplesDecoded / rate);
      await aac.add(heard);
    }
  } finally {
    decoder.free();
  }
  if (samples === 0) throw new NoVoiceError();
  const durationMs = Math.round((samples * 1_000) / rate);
  return { whole: await sound.finish(), aac: await aac.finish(), durationMs };
}

/** The identification header (RFC 7845, 5.1): nothing is skipped, nothing is louder than it was recorded. */
function opusHead(channels: number): Uint8Array {
  const head = Buffer.alloc(19);
  head.write("OpusHead", "latin1");
  head.writeUInt8(1, 8);
  head.writeUInt8(channels, 9);
  head.writeUInt32LE(48_000, 12);
  return head;
}
