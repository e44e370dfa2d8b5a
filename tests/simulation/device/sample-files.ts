import { deflateSync } from "node:zlib";
import { files, voices } from "@relais/core/testing";
import type { Recording } from "@relais/client";
import { limits } from "@relais/protocol";
import type { Random } from "../random.ts";

const recorded = Uint8Array.from(await voices.recorded());

/** A few files, as somebody picks them: small ones, and one that needs several pieces on a slow link. */
export function someFiles(random: Random): File[] {
  return Array.from({ length: random.between(1, 3) }, (_, index) =>
    random.weighted<File>([
      [3, new File([files.pdf], `devis ${index}.pdf`, { type: "application/pdf" })],
      [
        2,
        new File([`Relevé ${random.between(1, 1e9)}`], `relevé ${index}.txt`, {
          type: "text/plain",
        }),
      ],
      [1, new File([unpackable(random)], `journal ${index}.txt`, { type: "text/plain" })],
      // Refused for what it is: its message stays with its writer, and may be given up.
      [1, new File([deflateSync(files.pdf)], `archive ${index}.zip`, { type: "application/zip" })],
    ]),
  );
}

/** What it says of itself is the device's own; the server counts again. */
export function someRecording(random: Random): Recording {
  const waveform = Array.from({ length: limits.voiceBars }, () =>
    random.between(0, limits.voiceBarHeight),
  );
  return { blob: new Blob([recorded], { type: "audio/webm" }), duration_ms: 3_000, waveform };
}

/** Some 200 KB of text. */
function unpackable(random: Random): string {
  return Array.from({ length: 20_000 }, () => random.between(1e8, 1e9).toString(36)).join("\n");
}
