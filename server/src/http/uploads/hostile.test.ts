import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { files, hostile } from "@relais/core/testing";
import type { ConversationState, FileAddress, Refusal, Sent } from "@relais/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eicar } from "../../testing/doubles/clamd.ts";
import { hasClamd, type RealClamd, startClamd } from "../../testing/start-clamd.ts";
import { cast, TestServer } from "../../testing/test-server.ts";
import { deleteUpload, headUpload, upload } from "../../testing/upload.ts";

const script = "<script>alert(1)</script>";
const photo = await files.photo();
const after = (bytes: Buffer, more: string | Buffer) => Buffer.concat([bytes, Buffer.from(more)]);
const png = files.pixelBomb(64);

/** Refused, with the sentence's code. */
const refused: [what: string, name: string, bytes: Buffer, code: Refusal["code"]][] = [
  ["a script that begins as a GIF", "danse.gif", hostile.gifScript, "file_damaged"],
  ["an SVG with a script", "logo.svg", files.svg, "file_type_refused"],
  ["an SVG that is called a photo", "photo.jpg", files.svg, "file_type_refused"],
  [
    "an SVG without a head",
    "a.txt",
    Buffer.from(`\n <svg onload="alert(1)">`),
    "file_type_refused",
  ],
  ["HTML that is called a photo", "photo.jpg", files.html, "file_type_refused"],
  ["HTML in UTF-16", "a.txt", Buffer.from(`\ufeff<html>${script}`, "utf16le"), "file_type_refused"],
  ["an archive", "photos.zip", hostile.zip([["a.txt", Buffer.from("a")]]), "file_type_refused"],
  [
    "an archive that unfolds",
    "photos.zip",
    hostile.zip([["a", hostile.blank(5e7)]]),
    "file_type_refused",
  ],
  [
    "a document whose list of types unfolds",
    "devis.docx",
    hostile.zip([["[Content_Types].xml", hostile.blank(5e7)]]),
    "file_type_refused",
  ],
  ["a picture of 50,000 × 50,000", "grande.png", files.pixelBomb(50_000), "file_damaged"],
  ["a picture with thousands of frames", "film.gif", hostile.movingGif(5_000), "file_damaged"],
  ["few frames of very many pixels", "f.gif", hostile.movingGif(20, 9_000, 9_000), "file_damaged"],
  ["half a JPEG", "coupee.jpg", photo.subarray(0, photo.length / 2), "file_damaged"],
  ["half a PNG", "coupee.png", png.subarray(0, png.length - 20), "file_damaged"],
  ["the first bytes of a JPEG", "debut.jpg", photo.subarray(0, 12), "file_damaged"],
  ["a photo in HEIC", "IMG_0001.HEIC", hostile.heic, "file_type_refused"],
  ["a photo in HEIC that is called a JPEG", "IMG_0001.jpg", hostile.heic, "file_type_refused"],
  ["one byte", "rien.jpg", Buffer.from([0]), "file_type_refused"],
];

/** Found by the scanner, wherever it is. */
const infected: [what: string, name: string, bytes: Buffer][] = [
  ["EICAR", "eicar.com", Buffer.from(eicar)],
  ["EICAR that is called a PDF", "devis.pdf", Buffer.from(eicar)],
  ["EICAR behind a PDF", "devis.pdf", after(files.pdf, eicar)],
  ["EICAR behind a photo", "photo.jpg", after(photo, eicar)],
  ["EICAR in a document", "devis.docx", hostile.document(Buffer.from(eicar))],
];

/** Taken, for what it is and without what was hidden in it. */
const tamed: [what: string, name: string, bytes: Buffer, becomes: string, gone: string][] = [
  ["a photo with HTML behind it", "photo.html", after(photo, script), "photo.jpg", "script"],
  [
    "a photo with an archive behind it",
    "photo.zip",
    after(photo, "PK\u0003\u0004"),
    "photo.jpg",
    "PK",
  ],
  ["a photo that tells its place", "photo.jpg", photo, "photo.jpg", "Exif"],
  [
    "a GIF with a script behind it",
    "a.js",
    after(hostile.movingGif(3), "alert(1)"),
    "a.gif",
    "alert",
  ],
  ["a path", "../../etc/passwd", files.pdf, "passwd.pdf", ".."],
  ["a path of Windows", "C:\\temp\\devis.pdf", files.pdf, "devis.pdf", "temp"],
  ["a name that turns its end around", "facture\u202egpj.exe", photo, "facturegpj.jpg", "\u202e"],
  ["a name with controls", "a\u0000b\r\nSet-Cookie: c.pdf", files.pdf, "abSet-Cookie_ c.pdf", "\r"],
  [
    "a name of 1,000 letters",
    `${"é".repeat(1_000)}.pdf`,
    files.pdf,
    `${"é".repeat(120)}.pdf`,
    "\u0000",
  ],
];

describe.skipIf(!hasClamd)("N11.5: hostile files, with a real clamd", () => {
  let folder: string;
  let clamd: RealClamd;
  let server: TestServer;
  let room: string;
  let awa: string;
  let moussa: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "relais-hostile-"));
    clamd = await startClamd();
    server = await TestServer.start({ dataDirectory: folder, clamd: clamd.settings });
    room = await server.newConversation();
    awa = await server.token(cast.awa);
    moussa = await server.token(cast.moussa);
  }, 60_000);

  afterAll(async () => {
    await server.stop();
    await clamd.stop();
    await rm(folder, { recursive: true });
  });

  const send = (id: string) =>
    server.call<Sent & Refusal>(`/v1/conversations/${room}/messages`, {
      token: awa,
      body: { text: "", attachments: [id] },
    });
  const lastMessage = async () => {
    const path = `/v1/conversations/${room}`;
    return (await server.call<ConversationState>(path, { token: moussa })).body.messages.at(-1);
  };
  const stored = async (id: string) =>
    (await readdir(join(folder, "files"), { recursive: true }).catch(() => []))
      .filter((path) => path.includes(`${id}/`))
      .map((path) => path.split("/").at(-1));
  const fetched = async (id: string) => {
    const { body } = await server.call<{ files: FileAddress[] }>(
      `/v1/conversations/${room}/files`,
      { token: moussa, body: { ids: [id] } },
    );
    return fetch(server.url + body.files[0]?.address);
  };

  const expectRefusal = async (name: string, bytes: Buffer, code: Refusal["code"]) => {
    const { id, status, text } = await upload(server, awa, room, name, bytes);
    const refusal = JSON.parse(text) as Refusal;
    expect([refusal.code, status >= 400 && status < 500]).toEqual([code, true]);
    expect(refusal.message).toContain(`“${name}”`);
    expect(await stored(id)).toEqual([]);
    expect((await send(id)).body.code).toBe("file_not_found");
    expect(JSON.stringify((await lastMessage()) ?? null)).not.toContain(id);
    // Asked again it is the same, until it is forgotten.
    expect((await headUpload(server, awa, id)).status).toBe(status);
    expect((await deleteUpload(server, awa, id)).status).toBe(204);
  };

  test.each(refused)("%s is refused, and nothing of it stays", (_what, name, bytes, code) =>
    expectRefusal(name, bytes, code),
  );

  test.each(infected)("%s is refused, and nothing of it stays", (_what, name, bytes) =>
    expectRefusal(name, bytes, "file_infected"),
  );

  test.each(tamed)("%s is taken as what it is", async (_what, name, bytes, becomes, gone) => {
    const { id, status } = await upload(server, awa, room, name, bytes);
    expect(status).toBe(204);
    expect((await send(id)).status).toBe(201);
    expect((await lastMessage())?.attachments?.[0]?.name).toBe(becomes);
    const answer = await fetched(id);
    const content = Buffer.from(await answer.arrayBuffer());
    expect(`${content.toString("latin1")}${becomes}`).not.toContain(gone);
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("content-security-policy")).toContain("sandbox");
    expect(answer.headers.get("set-cookie")).toBeNull();
    expect((await stored(id)).filter((object) => object?.startsWith("part"))).toEqual([]);
  });

  test("what is a PDF and an archive at once is a PDF, to be saved and never shown", async () => {
    const both = after(files.pdf, hostile.zip([["a.js", Buffer.from("alert(1)")]]));
    const { id } = await upload(server, awa, room, "devis.jar", both);
    expect((await send(id)).status).toBe(201);
    const answer = await fetched(id);
    await answer.arrayBuffer();
    expect(answer.headers.get("content-type")).toBe("application/pdf");
    expect(answer.headers.get("content-disposition")).toContain('attachment; filename="devis.pdf"');
  });

  test("a document that unfolds is never unfolded here", async () => {
    const bomb = hostile.document(hostile.blank(5e7));
    const { id, status } = await upload(server, awa, room, "devis.docx", bomb);
    expect(status).toBe(204);
    expect((await send(id)).status).toBe(201);
    expect((await fetched(id)).headers.get("content-disposition")).toContain("attachment");
  });

  test("a file waits, unseen, while the scanner is dead, and is sent once it was scanned", async () => {
    await clamd.kill();
    const clean = await upload(server, awa, room, "devis.pdf", files.pdf);
    const virus = await upload(server, awa, room, "virus.pdf", after(files.pdf, eicar));
    for (const { id, status, text } of [clean, virus]) {
      expect([status, (JSON.parse(text) as Refusal).code]).toEqual([503, "file_check_unavailable"]);
      expect((await send(id)).body.code).toBe("file_unfinished");
      expect((await stored(id)).every((object) => object?.startsWith("part"))).toBe(true);
      expect((await headUpload(server, awa, id)).status).toBe(503);
    }
    await clamd.start();
    expect((await headUpload(server, awa, clean.id)).status).toBe(200);
    expect((await send(clean.id)).status).toBe(201);
    expect((await headUpload(server, awa, virus.id)).status).toBe(400);
    expect((await send(virus.id)).body.code).toBe("file_not_found");
    expect(await stored(virus.id)).toEqual([]);
  });
});
