import { describe, expect, test } from "vitest";
import { files, voices } from "../testing/index.ts";
import { convert } from "./convert.ts";
import { convertApart } from "./convert-apart.ts";

const reasonOf = (bytes: Uint8Array | Promise<Uint8Array>, maxMs?: number) =>
  Promise.resolve(bytes)
    .then((given) => convert(given, maxMs))
    .then(
      ({ durationMs }) => durationMs,
      (error: { reason?: string }) => error.reason,
    );

describe("N13.3: a recording", () => {
  test("of Chromium becomes an MP4 that tells its length, and the same in AAC", async () => {
    const { whole, aac, durationMs } = await convertApart(await voices.recorded());
    expect(durationMs).toBe(3_000);
    expect(await voices.told(whole)).toEqual({ codec: "opus", seconds: 3 });
    const told = await voices.told(aac ?? new Uint8Array());
    expect(told.codec).toBe("aac");
    // A packet of AAC has 43 ms.
    expect(told.seconds).toBeGreaterThan(2.99);
    expect(told.seconds).toBeLessThan(3.1);
    // The index stands before the sound.
    const text = Buffer.from(whole).toString("latin1");
    expect(text.indexOf("moov")).toBeLessThan(text.indexOf("mdat"));
  });

  test("of an iPhone keeps its sound, tells its length, and needs no other form", async () => {
    const { whole, aac, durationMs } = await convert(await voices.ofAnIphone());
    expect(aac).toBeUndefined();
    expect(durationMs).toBeGreaterThan(2_990);
    expect(durationMs).toBeLessThan(3_100);
    const told = await voices.told(whole);
    expect(told.codec).toBe("aac");
    expect(told.seconds * 1_000).toBeCloseTo(durationMs, -1);
  });

  test.each(["webm", "ogg", "mp4"] as const)("in %s is as long as it sounds", async (container) => {
    expect(await reasonOf(voices.silence({ container, seconds: 2 }))).toBe(2_000);
  });

  test("is as long as it sounds, whatever it says of itself", async () => {
    const claims = await voices.silence({ container: "mp4", seconds: 1, claimed: 3_600 });
    expect((await voices.told(claims)).seconds).toBeGreaterThan(100_000);
    expect(await reasonOf(claims)).toBe(1_000);
  });

  test("leaves behind whatever else stands in its file", async () => {
    const titled = await voices.silence({ container: "mp4", title: "12.639,-8.003 chez Awa" });
    expect(Buffer.from(titled).includes("chez Awa")).toBe(true);
    const polyglot = Buffer.concat([titled, files.html]);
    for (const form of Object.values(await convert(polyglot))) {
      if (typeof form === "number" || form === undefined) continue;
      expect(Buffer.from(form).includes("chez Awa")).toBe(false);
      expect(Buffer.from(form).includes("script")).toBe(false);
    }
  });

  test("that broke off is kept as far as it goes", async () => {
    const bytes = await voices.recorded();
    const { durationMs, whole } = await convert(bytes.subarray(0, 5_000));
    expect(durationMs).toBeGreaterThan(1_000);
    expect(durationMs).toBeLessThan(3_000);
    expect((await voices.told(whole)).seconds * 1_000).toBeCloseTo(durationMs, -1);
  });
});

describe("N13.3: what is no voice note is refused", () => {
  test("longer than allowed", async () => {
    expect(await reasonOf(voices.silence({ seconds: 2 }), 2_000)).toBe(2_000);
    expect(await reasonOf(voices.silence({ seconds: 2.02 }), 2_000)).toBe("too long");
    expect(await reasonOf(voices.ofAnIphone(), 2_000)).toBe("too long");
  });

  test("whatever it is instead", async () => {
    const recorded = await voices.recorded();
    const noise = Buffer.from(recorded).fill(0xff, 200);
    const hostile: [string, Uint8Array][] = [
      ["a film", await voices.silence({ film: true })],
      ["a film in MP4", await voices.silence({ film: true, container: "mp4" })],
      ["no sound in it", await voices.silence({ seconds: 0, container: "mp4" })],
      ["packets that no decoder takes", await voices.silence({ packet: Uint8Array.of(0xff) })],
      ["empty packets", await voices.silence({ packet: new Uint8Array(0) })],
      ["three channels", await voices.silence({ channels: 3 })],
      ["its beginning only", recorded.subarray(0, 100)],
      ["overwritten", noise],
      ["a photo", await files.photo()],
      ["a PDF", files.pdf],
      ["a page", files.html],
      [
        "MP3 and WAV",
        Buffer.concat([Buffer.from("ID3\u0004\0\0\0\0\0\0"), Buffer.alloc(500, 0x55)]),
      ],
      ["one byte", Buffer.from([0])],
    ];
    for (const [name, bytes] of hostile) {
      expect([name, await reasonOf(bytes)]).not.toEqual([name, expect.any(Number)]);
    }
  });

  test("in its own thread, which ends with it", async () => {
    await expect(convertApart(files.pdf)).rejects.toMatchObject({ reason: "unreadable" });
  });
});
