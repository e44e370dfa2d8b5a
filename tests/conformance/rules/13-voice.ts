import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { readHistory as history } from "../target/history.ts";
import type { World } from "../target/world.ts";

const base64 = (text: string) => Buffer.from(text).toString("base64");
const waveform = Array.from({ length: 64 }, (_, at) => (at * 7) % 32);

/** Three seconds, recorded by Chromium. */
const recording = () =>
  readFile(new URL("../../../packages/core/src/testing/recordings/chromium.webm", import.meta.url));

export function voiceRules(world: World): void {
  async function tus(method: string, path: string, headers: object, body?: Uint8Array) {
    const { token } = await world.who("customer");
    return fetch(world.baseUrl + path, {
      method,
      headers: { authorization: `Bearer ${token}`, "tus-resumable": "1.0.0", ...headers },
      ...(body !== undefined && { body: body as Uint8Array<ArrayBuffer> }),
    });
  }

  const begin = (conversationId: string, bytes: number, said: Record<string, string>) =>
    tus("POST", "/v1/uploads", {
      "upload-length": String(bytes),
      "upload-metadata": Object.entries({ conversation_id: conversationId, ...said })
        .map(([key, value]) => `${key} ${base64(value)}`)
        .join(),
    });

  async function upload(conversationId: string, bytes: Uint8Array) {
    const said = { kind: "voice", waveform: waveform.join() };
    const begun = await begin(conversationId, bytes.length, said);
    const id = begun.headers.get("location")?.split("/").at(-1) ?? "";
    const type = "application/offset+octet-stream";
    const headers = { "upload-offset": "0", "content-type": type };
    return { id, answer: await tus("PATCH", `/v1/uploads/${id}`, headers, bytes) };
  }

  async function sent(conversationId: string) {
    const { id } = await upload(conversationId, await recording());
    const customer = await world.connect("customer");
    const send = { type: "send", conversation_id: conversationId, client_id: id, text: "" };
    expect(await customer.ask({ ...send, attachments: [id] })).toMatchObject({ type: "ack" });
    return id;
  }

  describe("13. Voice notes", () => {
    test("N13.1 an upload says that it is a voice note, and how it is drawn", async () => {
      const { id } = await world.newTalk();
      const odd = [{ kind: "film" }, { kind: "voice", waveform: "1,2" }];
      for (const said of odd) expect((await begin(id, 10, said)).status).toBe(400);
      expect((await upload(id, await recording())).answer.status).toBe(204);
    });

    test("N13.2 everybody hears how long it is by the server's count, as history tells it", async () => {
      const { id } = await world.newTalk();
      const worker = await world.connect("worker");
      await worker.get("subscribed", { type: "subscribe", conversation_id: id });
      const file = await sent(id);
      const heard = await worker.next("events", ({ events }) => events[0]?.type === "message.sent");
      const voice = { duration_ms: 3_000, waveform };
      const attachments = [{ id: file, type: "audio/mp4", voice }];
      expect(heard.events[0]).toMatchObject({ data: { text: "", attachments } });
      expect((await history(world, id)).at(-1)).toMatchObject({ attachments });
    });

    test("N13.3 what is no recording of a voice is refused", async () => {
      const { id } = await world.newTalk();
      const { answer } = await upload(id, new TextEncoder().encode("%PDF-1.4\n%%EOF\n"));
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ code: "voice_refused", retry: "never" });
    });

    test("N13.4 it is fetched in the form in which one plays it, by readers only", async () => {
      const { id } = await world.newTalk();
      const file = await sent(id);
      const path = `/v1/conversations/${id}/files`;
      type Files = { files: { address: string; aac: string | null }[] };
      const { body } = await world.as<Files>("worker", "POST", path, { ids: [file] });
      for (const form of [body.files[0]?.address, body.files[0]?.aac]) {
        const fetched = await fetch(world.baseUrl + form, { headers: { range: "bytes=4-7" } });
        expect([fetched.status, fetched.headers.get("content-type")]).toEqual([206, "audio/mp4"]);
        expect(await fetched.text()).toBe("ftyp");
      }
      const stranger = await world.as("stranger", "POST", path, { ids: [file] });
      expect(stranger.status).toBe(403);
    });

    test("N13.5 everybody else who follows hears that somebody records", async () => {
      const { id } = await world.newTalk();
      const [customer, worker] = await Promise.all([
        world.connect("customer"),
        world.connect("worker"),
      ]);
      await customer.follow(id);
      await worker.follow(id);
      const typing = { type: "typing", conversation_id: id, active: true, recording: true };
      customer.send(typing);
      const user_id = (await world.who("customer")).id;
      expect(await worker.next("typing")).toEqual({ ...typing, user_id });
      // Not renewed, it ends by itself.
      expect((await worker.next("typing")).active).toBe(false);
    });
  });
}
