import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { files } from "@relais/core/testing";
import type { ConversationState, FileAddress, HistoryPage, Refusal, Sent } from "@relais/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ClamdDouble, eicar, startClamdDouble } from "../../testing/doubles/clamd.ts";
import { type S3Double, startS3Double } from "../../testing/doubles/s3.ts";
import { cast, TestServer } from "../../testing/test-server.ts";
import {
  beginUpload,
  deleteUpload,
  headUpload,
  idOf,
  sendPart,
  upload,
} from "../../testing/upload.ts";

describe.each(["a folder", "an S3 store"] as const)("files in %s", (place) => {
  let folder: string;
  let s3: S3Double;
  let clamd: ClamdDouble;
  let server: TestServer;
  let room: string;
  let awa: string;
  let moussa: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "relais-files-"));
    s3 = await startS3Double();
    clamd = await startClamdDouble();
    server = await TestServer.start({
      dataDirectory: folder,
      clamd: clamd.settings,
      ...(place === "an S3 store" && { objectStore: s3.settings }),
    });
    room = await server.newConversation();
    awa = await server.token(cast.awa);
    moussa = await server.token(cast.moussa);
  }, 60_000);

  afterAll(async () => {
    await server.stop();
    await s3.stop();
    await clamd.stop();
    await rm(folder, { recursive: true });
  });

  const send = (attachments: string[], token = awa, more: object = {}) =>
    server.call<Sent & Refusal>(`/v1/conversations/${room}/messages`, {
      token,
      body: { text: "", attachments, ...more },
    });
  const addressOf = async (id: string, token = moussa) => {
    const path = `/v1/conversations/${room}/files`;
    const answer = await server.call<{ files: FileAddress[] }>(path, {
      token,
      body: { ids: [id] },
    });
    return answer.body.files?.[0];
  };
  const stored = async () =>
    place === "an S3 store"
      ? [...s3.objects.keys()]
      : (await readdir(join(folder, "files"), { recursive: true })).filter((n) => n.includes("-"));

  test("N11.1 N11.4: a photo and a PDF go out with a message without words, and are read by the other", async () => {
    const one = await upload(
      server,
      awa,
      room,
      "C:\\photos\\Bat\u202Eterie.PNG",
      await files.photo(),
    );
    const two = await upload(server, awa, room, "devis.pdf", files.pdf);
    expect([one.status, two.status]).toEqual([204, 204]);
    const sent = await send([one.id, two.id], awa, { client_id: "photo-1" });
    expect(sent.status).toBe(201);

    const state = await server.call<ConversationState>(`/v1/conversations/${room}`, {
      token: moussa,
    });
    const [picture, document] = state.body.messages.at(-1)?.attachments ?? [];
    // Turned upright; named for what it is.
    expect(picture).toMatchObject({
      name: "Batterie.jpg",
      type: "image/jpeg",
      width: 300,
      height: 400,
    });
    expect(picture?.placeholder).toMatch(/^[A-Za-z0-9+/=]{20,40}$/);
    expect(document).toMatchObject({
      name: "devis.pdf",
      type: "application/pdf",
      bytes: files.pdf.length,
      width: null,
    });
    const history = await server.call<HistoryPage>(`/v1/conversations/${room}/messages`, {
      token: moussa,
    });
    expect(history.body.messages.at(-1)).toEqual(state.body.messages.at(-1));

    const again = await send([one.id, two.id], awa, { client_id: "photo-1" });
    expect(again.body).toEqual(sent.body);
    const other = await send([one.id], awa, { client_id: "photo-1" });
    expect(other.body.code).toBe("client_id_reused");
  });

  test("N11.6: what is fetched can run nothing, tells no place, and comes in parts", async () => {
    const { id } = await upload(server, awa, room, "photo.jpg", await files.photo());
    await send([id]);
    const address = await addressOf(id);
    const whole = await fetch(server.url + address?.address);
    const bytes = Buffer.from(await whole.arrayBuffer());
    expect(whole.headers.get("x-content-type-options")).toBe("nosniff");
    expect(whole.headers.get("content-security-policy")).toContain("sandbox");
    expect(whole.headers.get("content-disposition")).toContain("inline");
    expect(bytes.includes("Exif")).toBe(false);
    const part = await fetch(server.url + address?.address, { headers: { range: "bytes=10-19" } });
    expect(part.status).toBe(206);
    expect(part.headers.get("content-range")).toBe(`bytes 10-19/${bytes.length}`);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(10, 20));
    const beyond = await fetch(server.url + address?.address, {
      headers: { range: "bytes=9999999-" },
    });
    expect(beyond.status).toBe(416);
    const thumbnail = await fetch(server.url + address?.thumbnail);
    expect(thumbnail.headers.get("content-type")).toBe("image/webp");
    expect((await thumbnail.arrayBuffer()).byteLength).toBeGreaterThan(20);
    expect(server.log).not.toContain("signature=");
  });

  test("N11.2: an upload that broke goes on where it stood", async () => {
    const id = idOf(await beginUpload(server, awa, room, "devis.pdf", files.pdf.length));
    await sendPart(server, awa, id, 0, files.pdf.subarray(0, 20));
    const head = await headUpload(server, awa, id);
    expect(head.headers.get("upload-offset")).toBe("20");
    const wrong = await sendPart(server, awa, id, 4, files.pdf.subarray(4));
    expect(wrong.status).toBe(409);
    const early = await send([id]);
    expect(early.body.code).toBe("file_unfinished");
    const rest = await sendPart(server, awa, id, 20, files.pdf.subarray(20));
    expect(rest.status).toBe(204);
    expect((await send([id])).status).toBe(201);
  });

  test("N11.3: an upload serves its sender, its conversation and one message only", async () => {
    const { id } = await upload(server, awa, room, "devis.pdf", files.pdf);
    expect((await send([id], moussa)).body.code).toBe("file_not_found");
    const elsewhere = await server.newConversation();
    const there = await server.call<Refusal>(`/v1/conversations/${elsewhere}/messages`, {
      token: awa,
      body: { text: "", attachments: [id] },
    });
    expect(there.body.code).toBe("file_not_found");
    for (const stranger of [moussa, await server.token(cast.oscar)]) {
      expect((await headUpload(server, stranger, id)).status).toBe(404);
      expect((await deleteUpload(server, stranger, id)).status).toBe(404);
      expect((await sendPart(server, stranger, id, 0, files.pdf)).status).toBe(404);
    }
    const both = await Promise.all([send([id]), send([id])]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(both.find(({ status }) => status === 409)?.body.code).toBe("file_already_sent");
    expect((await deleteUpload(server, awa, id)).status).toBe(404);
    expect((await send([id, id])).body.code).toBe("too_many_files");
    expect((await send([])).body.code).toBe("invalid_body");
  });

  test("P5 N11.6: nobody else gets an address, and a forged one opens nothing", async () => {
    const { id } = await upload(server, awa, room, "devis.pdf", files.pdf);
    expect(await addressOf(id)).toBeUndefined();
    await send([id]);
    expect(await addressOf(id, await server.token(cast.oscar))).toBeUndefined();
    expect(await addressOf(id, await server.token(cast.stranger))).toBeUndefined();
    const { address = "" } = (await addressOf(id)) ?? {};
    const opened = await fetch(server.url + address);
    expect(opened.headers.get("content-disposition")).toBe(
      "attachment; filename=\"devis.pdf\"; filename*=UTF-8''devis.pdf",
    );
    await opened.arrayBuffer();
    const forged = [
      address.replace(/expires=\d+/, "expires=99999999999"),
      address.replace("/whole", "/thumbnail"),
      address.replace(/signature=.*/, "signature="),
      address.replace(/signature=.*/, `signature=${"A".repeat(43)}`),
      address.replace(id, "01900000-0000-7000-8000-000000000000"),
    ];
    for (const one of forged) expect((await fetch(server.url + one)).status).toBe(404);
  });

  test("N11.5: hostile files are refused by what they are, with a sentence that names them", async () => {
    const jpeg = await files.photo();
    const hostile: [string, Uint8Array, string][] = [
      ["chat.png", files.svg, "file_type_refused"],
      ["photo.jpg", files.html, "file_type_refused"],
      [
        "facture.pdf",
        Buffer.from("MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00\xb8", "latin1"),
        "file_type_refused",
      ],
      ["note.txt", Buffer.from("#!/bin/sh\nrm -rf /"), "file_type_refused"],
      ["bombe.png", files.pixelBomb(), "file_damaged"],
      ["coupee.jpg", jpeg.subarray(0, jpeg.length / 2), "file_damaged"],
      ["virus.txt", Buffer.from(eicar), "file_infected"],
    ];
    for (const [name, bytes, code] of hostile) {
      const { id, status, text } = await upload(server, awa, room, name, bytes);
      const refusal = JSON.parse(text) as Refusal;
      expect([name, refusal.code]).toEqual([name, code]);
      expect(refusal.message).toContain(name);
      expect(status).toBeGreaterThanOrEqual(400);
      expect((await send([id])).body.code).toBe("file_not_found");
    }
  });

  test("N11.5: what is hidden behind a picture does not survive", async () => {
    const polyglot = Buffer.concat([await files.photo(), files.html]);
    const { id } = await upload(server, awa, room, "photo.jpg", polyglot);
    await send([id]);
    const whole = await fetch(server.url + (await addressOf(id))?.address);
    expect(Buffer.from(await whole.arrayBuffer()).includes("script")).toBe(false);
  });

  test("N11.5: without an answer of the scanner nothing is accepted, and later it is", async () => {
    for (const manner of ["hang up", "too large"] as const) {
      clamd.manner = manner;
      const { id, status, text } = await upload(server, awa, room, "devis.pdf", files.pdf);
      expect([status, (JSON.parse(text) as Refusal).code]).toEqual([503, "file_check_unavailable"]);
      expect((await send([id])).body.code).toBe("file_unfinished");
      clamd.manner = "scan";
      expect((await headUpload(server, awa, id)).headers.get("upload-offset")).toBe(
        String(files.pdf.length),
      );
      expect((await send([id])).status).toBe(201);
    }
  });

  test("N11.2: an upload that its sender forgets leaves nothing behind", async () => {
    const { id } = await upload(server, awa, room, "photo.jpg", await files.photo());
    expect((await stored()).some((name) => name.includes(id))).toBe(true);
    expect((await deleteUpload(server, awa, id)).status).toBe(204);
    expect((await stored()).filter((name) => name.includes(id))).toEqual([]);
    expect((await send([id])).body.code).toBe("file_not_found");
  });

  test("N11.1: who may not write may not upload, and a size must be told and allowed", async () => {
    const begin = async (token: string, conversation: string, bytes: number) =>
      (await beginUpload(server, token, conversation, "a.pdf", bytes)).status;
    expect(await begin(await server.token(cast.oscar), room, 10)).toBe(404);
    expect(await begin(await server.token(cast.stranger), room, 10)).toBe(403);
    expect(await begin(await server.token(cast.claire), room, 10)).toBe(403);
    expect(await begin(awa, "not-an-id", 10)).toBe(404);
    expect(await begin(awa, room, 25_000_001)).toBe(413);
    expect(await begin(awa, room, 0)).toBe(413);
    const none = await server.call("/v1/uploads", { method: "POST" });
    expect(none.status).toBe(401);
  });
});
