import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { cast, TestServer } from "../../testing/test-server.ts";
import { beginUpload, idOf } from "../../testing/upload.ts";

let folder: string;
let server: TestServer;
/** One connection, as a browser or a proxy keeps it for what comes next. */
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "relais-midway-"));
  // Where files should go nothing can be made.
  await writeFile(join(folder, "files"), "");
  server = await TestServer.start({ dataDirectory: folder });
}, 60_000);
afterAll(async () => {
  agent.destroy();
  await server.stop();
  await rm(folder, { recursive: true });
});

function ask(method: string, path: string, headers: Record<string, string>, body?: Buffer) {
  return new Promise<{ status: number | undefined; words: string }>((resolve, reject) => {
    const asked = request(server.url + path, { agent, method, headers }, (answer) => {
      text(answer).then((words) => resolve({ status: answer.statusCode, words }), reject);
    });
    asked.on("error", reject).end(body);
  });
}

it("what is refused in the middle of its bytes holds up nothing that comes after it on its connection", async () => {
  const room = await server.newConversation();
  const token = await server.token(cast.awa);
  const authorization = `Bearer ${token}`;
  const bytes = 3_000_000;
  for (let count = 0; count < 3; count += 1) {
    const id = idOf(await beginUpload(server, token, room, "a.txt", bytes));
    const headers = {
      authorization,
      "tus-resumable": "1.0.0",
      "upload-offset": "0",
      "content-type": "application/offset+octet-stream",
    };
    const refused = await ask("PATCH", `/v1/uploads/${id}`, headers, Buffer.alloc(bytes, "a"));
    expect(JSON.parse(refused.words)).toMatchObject({ code: "internal", retry: "later" });
    expect((await ask("GET", "/v1/me", { authorization })).status).toBe(200);
  }
});
