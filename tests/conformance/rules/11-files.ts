import { describe, expect, test } from "vitest";
import { readHistory as history } from "../target/history.ts";
import type { World } from "../target/world.ts";

const pdf = new TextEncoder().encode("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n");
const base64 = (text: string) => Buffer.from(text).toString("base64");

type Uploaded = { id: string; status: number };

export function filesRules(world: World): void {
  /** The tus protocol, by hand. */
  async function tus(method: string, path: string, headers: object, body?: Uint8Array) {
    const { token } = await world.who("customer");
    return fetch(world.baseUrl + path, {
      method,
      headers: { authorization: `Bearer ${token}`, "tus-resumable": "1.0.0", ...headers },
      ...(body !== undefined && { body: body as Uint8Array<ArrayBuffer> }),
    });
  }

  async function begin(conversationId: string, bytes = pdf): Promise<string> {
    const answer = await tus("POST", "/v1/uploads", {
      "upload-length": String(bytes.length),
      "upload-metadata": `filename ${base64("devis.pdf")},conversation_id ${base64(conversationId)}`,
    });
    expect(answer.status).toBe(201);
    return answer.headers.get("location")?.split("/").at(-1) ?? "";
  }

  async function part(id: string, offset: number, bytes: Uint8Array): Promise<Response> {
    const type = "application/offset+octet-stream";
    const headers = { "upload-offset": String(offset), "content-type": type };
    return tus("PATCH", `/v1/uploads/${id}`, headers, bytes);
  }

  async function upload(conversationId: string, bytes = pdf): Promise<Uploaded> {
    const id = await begin(conversationId, bytes);
    return { id, status: (await part(id, 0, bytes)).status };
  }

  describe("11. Files", () => {
    test("N11.1 a file is uploaded by tus, to a conversation that one may write to", async () => {
      const { id } = await world.newTalk();
      expect((await upload(id)).status).toBe(204);
      const nowhere = await tus("POST", "/v1/uploads", {
        "upload-length": "10",
        "upload-metadata": `conversation_id ${base64(crypto.randomUUID())}`,
      });
      expect(nowhere.status).toBe(404);
    });

    test("N11.2 an upload goes on where HEAD says that it stands", async () => {
      const { id } = await world.newTalk();
      const file = await begin(id);
      await part(file, 0, pdf.subarray(0, 10));
      const head = await tus("HEAD", `/v1/uploads/${file}`, {});
      expect(head.headers.get("upload-offset")).toBe("10");
      expect((await part(file, 0, pdf)).status).toBe(409);
      expect((await part(file, 10, pdf.subarray(10))).status).toBe(204);
    });

    test("N11.3 a message takes finished uploads of its sender and its conversation, once", async () => {
      const { id } = await world.newTalk();
      const customer = await world.connect("customer");
      const worker = await world.connect("worker");
      const file = await begin(id);
      const send = { type: "send", conversation_id: id, client_id: "file", text: "" };
      const early = await customer.refusal({ ...send, attachments: [file] });
      expect(early.code).toBe("file_unfinished");
      await part(file, 0, pdf);
      const others = await worker.refusal({ ...send, attachments: [file] });
      expect(others.code).toBe("file_not_found");
      const first = await customer.ask({ ...send, attachments: [file] });
      expect(first).toMatchObject({ type: "ack" });
      expect(await customer.ask({ ...send, attachments: [file] })).toMatchObject({
        sent: "sent" in first ? first.sent : {},
      });
      const again = { ...send, client_id: "another", attachments: [file] };
      expect((await customer.refusal(again)).code).toBe("file_already_sent");
      const none = await customer.refusal({ ...send, client_id: "none" });
      expect(none.code).toBe("text_empty");
    });

    test("N11.4 everybody hears of the files with the message, as history tells them", async () => {
      const { id } = await world.newTalk();
      const worker = await world.connect("worker");
      await worker.get("subscribed", { type: "subscribe", conversation_id: id });
      const { id: file } = await upload(id);
      const customer = await world.connect("customer");
      const send = { type: "send", conversation_id: id, client_id: "devis", text: "Le devis" };
      await customer.ask({ ...send, attachments: [file] });
      const heard = await worker.next("events", ({ events }) => events[0]?.type === "message.sent");
      const attachments = [
        {
          id: file,
          name: "devis.pdf",
          type: "application/pdf",
          bytes: pdf.length,
          width: null,
          height: null,
          placeholder: null,
        },
      ];
      expect(heard.events[0]).toMatchObject({ data: { text: "Le devis", attachments } });
      expect((await history(world, id)).at(-1)).toMatchObject({ attachments });
    });

    test("N11.5 what a file is called does not make it what it is not", async () => {
      const { id } = await world.newTalk();
      const script = new TextEncoder().encode("<svg><script>alert(1)</script></svg>");
      const refused = await upload(id, script);
      expect(refused.status).toBe(415);
    });

    test("N11.6 an address is given to readers, for a while, and is all that one needs", async () => {
      const { id } = await world.newTalk();
      const { id: file } = await upload(id);
      const customer = await world.connect("customer");
      const send = { type: "send", conversation_id: id, client_id: "devis", text: "" };
      await customer.ask({ ...send, attachments: [file] });
      const path = `/v1/conversations/${id}/files`;
      type Files = { files: { address: string }[] };
      const { body } = await world.as<Files>("worker", "POST", path, { ids: [file] });
      const fetched = await fetch(world.baseUrl + body.files[0]?.address);
      expect(new Uint8Array(await fetched.arrayBuffer())).toEqual(pdf);
      expect(fetched.headers.get("x-content-type-options")).toBe("nosniff");
      const stranger = await world.as("stranger", "POST", path, { ids: [file] });
      expect(stranger.status).toBe(403);
    });
  });
}
