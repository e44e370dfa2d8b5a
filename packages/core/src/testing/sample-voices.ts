import { readFile } from "node:fs/promises";
import {
  BufferSource,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  MP4,
  Mp4OutputFormat,
  OggOutputFormat,
  Output,
  WebMOutputFormat,
} from "mediabunny";
import { convert } from "../voice/convert.ts";

/** Three seconds as Chromium records them, with a beep every second: a WebM that does not say how long it is. */
export function recorded(): Promise<Buffer> {
  return readFile(new URL("./recordings/chromium.webm", import.meta.url));
}

/** A packet of Opus with 20 ms of silence. */
const silentPacket = Uint8Array.of(0xf8, 0xff, 0xfe);

type Silence = {
  container?: "webm" | "ogg" | "mp4";
  seconds?: number;
  /** What the container says of the length of a packet; truly it is 0.02. */
  claimed?: number;
  packet?: Uint8Array;
  channels?: number;
  title?: string;
  film?: boolean;
};

/** Silence in Opus, in whatever shape a hostile sender likes. */
export async function silence(shape: Silence = {}): Promise<Uint8Array> {
  const { container = "webm", seconds = 1, claimed = 0.02, packet = silentPacket } = shape;
  const { channels = 1, title, film = false } = shape;
  const format = { webm: WebMOutputFormat, ogg: OggOutputFormat, mp4: Mp4OutputFormat }[container];
  const target = new BufferTarget();
  const output = new Output({ format: new format(), target });
  const sound = new EncodedAudioPacketSource("opus");
  const picture = new EncodedVideoPacketSource("vp8");
  output.addAudioTrack(sound);
  if (film) output.addVideoTrack(picture);
  if (title !== undefined) output.setMetadataTags({ title });
  await output.start();
  const decoderConfig = {
    codec: "opus",
    sampleRate: 48_000,
    numberOfChannels: channels,
    description: opusHead(channels),
  };
  for (let at = 0; at < Math.round(seconds / 0.02); at += 1) {
    await sound.add(new EncodedPacket(packet, "key", at * claimed, claimed), { decoderConfig });
  }
  if (film) {
    const config = { codec: "vp8", codedWidth: 64, codedHeight: 64 };
    const frame = new EncodedPacket(new Uint8Array(100), "key", 0, 1);
    await picture.add(frame, { decoderConfig: config });
  }
  await output.finalize();
  return new Uint8Array(target.buffer ?? new ArrayBuffer());
}

/** As iPhones record: AAC in an MP4 of fragments, which does not say how long it is. */
export async function ofAnIphone(): Promise<Uint8Array> {
  const { aac } = await convert(await recorded());
  const input = new Input({ source: new BufferSource(aac ?? new Uint8Array()), formats: [MP4] });
  const track = await input.getPrimaryAudioTrack();
  const decoderConfig = await track?.getDecoderConfig();
  if (!track || !decoderConfig) throw new Error("the recording has no sound");
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: "fragmented" }), target });
  const sound = new EncodedAudioPacketSource("aac");
  output.addAudioTrack(sound);
  await output.start();
  for await (const packet of new EncodedPacketSink(track).packets()) {
    await sound.add(packet, { decoderConfig });
  }
  await output.finalize();
  return new Uint8Array(target.buffer ?? new ArrayBuffer());
}

/** What a player learns of a sound without hearing it. */
export async function told(bytes: Uint8Array): Promise<{ codec: string | null; seconds: number }> {
  const input = new Input({ source: new BufferSource(bytes), formats: [MP4] });
  const track = await input.getPrimaryAudioTrack();
  const codec = (await track?.getCodec()) ?? null;
  return { codec, seconds: (await input.getDurationFromMetadata()) ?? 0 };
}

function opusHead(channels: number): Uint8Array {
  const head = Buffer.alloc(19);
  head.write("OpusHead\u0001", "latin1");
  head.writeUInt8(channels, 9);
  head.writeUInt32LE(48_000, 12);
  return head;
}
