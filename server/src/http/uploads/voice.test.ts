import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { files, voices } from "@relais/core/testing";
import type { Attachment, ConversationState, FileAddress, Refusal, Sent } from "@relais/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cast, TestServer } from "../../testing/test-server.ts";
import { beginUpload, deleteUpload, headUpload, upload } from "../../testing/upload.ts";

const bars = Array.from({ length: 64 }, (_, at) => at % 32);

describe("voice notes", () => {
  let folder: string;
  let server: TestServer;
  let room: string;
  let awa: string;
  let moussa: string;
  let recorded: Uint8Array;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "relais-voice-"));
    server = await TestServer.start({ dataDirectory: folder });
    room = await server.newConversation();
    awa = await server.token(cast.awa);
    moussa = await server.token(cast.moussa);
    recorded = await voices.recorded();
  }, 60_000);

  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });

  const bring = (bytes: Uint8Array, more: Record<string, string> = {}) =>
    upload(server, awa, room, "secret-name.webm", bytes, { kind: "voice", ...more });
  const send = (attachments: string[], client_id?: string) =>
    server.call<Sent & Refusal>(`/v1/conversations/${room}/messages`, {
      token: awa,
      body: { text: "", attachments, ...(client_id && { client_id }) },
    });
  const newest = async () => {
    const state = await server.call<ConversationState>(`/v1/conversations/${room}`, {
      token: moussa,
    });
    return state.body.messages.at(-1)?.attachments?.[0] as Attachment;
  };
  const addressOf = async (id: string, token = moussa) => {
    const path = `/v1/conversations/${room}/files`;
    const answer = await server.call<{ files: FileAddress[] }>(path, {
      token,
      body: { ids: [id] },
    });
    return answer.body.files?.[0];
  };

  test("N13.1 N13.2: come with the length that the server counted and the waveform of the sender", async () => {
    const { id, status } = await bring(recorded, { waveform: bars.join() });
    expect(status).toBe(204);
    const sent = await send([id], "voice-1");
    expect(sent.status).toBe(201);
    expect(await newest()).toMatchObject({
      id,
      name: "message-vocal.m4a",
      type: "audio/mp4",
      width: null,
      voice: { duration_ms: 3_000, waveform: bars },
    });
    expect((await send([id], "voice-1")).body).toEqual(sent.body);
  });

  test("N13.1: without a waveform are flat; with another one, or of another kind, are refused by name", async () => {
    const { id } = await bring(recorded);
    await send([id]);
    expect((await newest()).voice?.waveform).toEqual(bars.map(() => 0));
    const begin = async (more: Record<string, string>) => {
      const answer = await beginUpload(server, awa, room, "a.webm", 100, more);
      return [answer.status, answer.body];
    };
    for (const waveform of ["1,2,3", `${bars.join()},32`, bars.map(() => 32).join(), "NaN", "-1"]) {
      const fields = { waveform: "Donnez 64 hauteurs de 0 à 31, séparées par des virgules." };
      expect(await begin({ kind: "voice", waveform })).toEqual([
        400,
        expect.objectContaining({ code: "invalid_body", fields }),
      ]);
    }
    expect(await begin({ kind: "film" })).toEqual([
      400,
      expect.objectContaining({
        code: "invalid_body",
        fields: { kind: "Choisissez parmi : file, voice." },
      }),
    ]);
  });

  test("N13.4: come in two forms, each with its length, in parts, to be played where they stand", async () => {
    const { id } = await bring(recorded);
    await send([id]);
    const { address = "", aac, thumbnail } = (await addressOf(id)) ?? {};
    expect(thumbnail).toBeNull();
    for (const [path, codec] of [
      [address, "opus"],
      [aac ?? "", "aac"],
    ] as const) {
      const whole = await fetch(server.url + path);
      expect(whole.headers.get("content-type")).toBe("audio/mp4");
      expect(whole.headers.get("content-disposition")).toContain("inline");
      expect(whole.headers.get("x-content-type-options")).toBe("nosniff");
      const bytes = Buffer.from(await whole.arrayBuffer());
      expect(whole.headers.get("content-length")).toBe(String(bytes.length));
      const told = await voices.told(bytes);
      expect(told.codec).toBe(codec);
      expect(told.seconds).toBeCloseTo(3, 0);
      // The first thing that Safari asks for.
      const part = await fetch(server.url + path, { headers: { range: "bytes=0-1" } });
      expect(part.status).toBe(206);
      expect(part.headers.get("content-range")).toBe(`bytes 0-1/${bytes.length}`);
      expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(0, 2));
    }
  });

  test("N13.4: of an iPhone have one form, which is AAC already", async () => {
    const { id } = await bring(await voices.ofAnIphone());
    await send([id]);
    expect((await newest()).voice?.duration_ms).toBeGreaterThan(2_990);
    const address = await addressOf(id);
    expect(address?.aac).toBeNull();
    const bytes = await fetch(server.url + address?.address).then((answer) => answer.arrayBuffer());
    expect((await voices.told(new Uint8Array(bytes))).codec).toBe("aac");
  });

  test("N13.3: what is no voice is refused, for good, and leaves nothing behind", async () => {
    const hostile = [await voices.silence({ film: true }), files.pdf, await files.photo()];
    for (const bytes of hostile) {
      const { id, status, text } = await bring(bytes);
      expect([status, (JSON.parse(text) as Refusal).code]).toEqual([400, "voice_refused"]);
      expect((await send([id])).body.code).toBe("file_not_found");
      const names = await readdir(join(folder, "files"), { recursive: true });
      expect(names.filter((name) => name.includes(id) && /(whole|aac|part)/.test(name))).toEqual(
        [],
      );
    }
    // A sound that does not say that it is a voice note is a file, and not of an accepted type.
    const sound = await upload(server, awa, room, "a.webm", recorded);
    expect((JSON.parse(sound.text) as Refusal).code).toBe("file_type_refused");
  });

  test("P5 N13.4: nobody else gets an address, and one form does not open the other", async () => {
    const { id } = await bring(recorded);
    for (const stranger of [moussa, await server.token(cast.oscar)]) {
      expect((await headUpload(server, stranger, id)).status).toBe(404);
      expect((await deleteUpload(server, stranger, id)).status).toBe(404);
    }
    expect(await addressOf(id)).toBeUndefined();
    await send([id]);
    expect(await addressOf(id, await server.token(cast.oscar))).toBeUndefined();
    expect(await addressOf(id, await server.token(cast.stranger))).toBeUndefined();
    const { address = "", aac = "" } = (await addressOf(id)) ?? {};
    for (const forged of [
      address.replace("/whole", "/aac"),
      (aac ?? "").replace("/aac", "/whole"),
      (aac ?? "").replace(/signature=.*/, `signature=${"A".repeat(43)}`),
    ]) {
      expect((await fetch(server.url + forged)).status).toBe(404);
    }
    const pdf = await upload(server, awa, room, "devis.pdf", files.pdf);
    await send([pdf.id]);
    expect((await addressOf(pdf.id))?.aac).toBeNull();
  });
});
