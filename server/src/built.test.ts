import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { files, voices } from "@relais/core/testing";
import { loadKinds } from "@relais/core";
import type { CaseView, ConversationState, KindView, SignedIn } from "@relais/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mains, type Program, runProgram } from "./testing/program.ts";
import { cast, demoPassword } from "./testing/test-server.ts";

/** What is asked for by whom, and with which headers. */
type Ask = { token?: string; body?: unknown; method?: string; headers?: Record<string, string> };

// What it does is tested from the sources. Here: that whatever it finds by a file's place, or loads late, is found.
describe("the server that npm start runs", () => {
  let folder: string;
  let program: Program;
  let address: string;

  const ask = (path: string, { token, body, method, headers }: Ask = {}) =>
    fetch(address + path, {
      method: method ?? (body === undefined ? "GET" : "POST"),
      headers: {
        "accept-language": "fr",
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && {
        body: body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body),
      }),
    });
  const asked = async <Body>(path: string, more?: Ask): Promise<Body> => {
    const answer = await ask(path, more);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Body;
  };
  const tokenOf = async (email: string) => {
    const body = { email, password: demoPassword };
    return (await asked<SignedIn>("/v1/sessions", { body })).access_token;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "relais-built-"));
    program = runProgram(mains.built, folder, { PORT: "0", RELAIS_DEMO_TRIP: "0" });
    address = await program.ready;
  }, 60_000);

  afterAll(async () => {
    program.child.kill("SIGTERM");
    await program.ended;
    await rm(folder, { recursive: true, force: true });
  });

  it("makes its database by the migrations, and is ready", async () => {
    expect((await ask("/readyz")).status).toBe(200);
  });

  it.each([
    ["/", "text/html"],
    ["/docs/communication", "text/html"],
    ["/docs/pictures/guide/available.fr.light.webp", "image/webp"],
    ["/openapi.json", "application/json"],
    ["/api/docs", "text/html"],
    ["/api/docs/static/swagger-ui.css", "text/css"],
    ["/metrics", "text/plain"],
  ])(
    "answers %s, which lies elsewhere or is loaded when it is first asked for",
    async (path, type) => {
      const answer = await ask(path, { headers: { accept: type } });
      expect(answer.status).toBe(200);
      expect(answer.headers.get("content-type")).toContain(type);
      expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(100);
    },
  );

  it("draws the page of a customer's link", async () => {
    const path = /\/suivi\/\S+/.exec(program.output.out)?.[0] ?? "";
    const page = await (await ask(path, { headers: { accept: "text/html" } })).text();
    expect(page).toContain("Paul Mercier");
  });

  it("knows every kind of case that has a file", async () => {
    const { kinds } = await asked<{ kinds: KindView[] }>("/v1/kinds", {
      token: await tokenOf(cast.claire),
    });
    const declared = (await loadKinds()).all().map(({ name }) => name);
    expect(declared).toEqual(expect.arrayContaining(kinds.map(({ name }) => name)));
    expect(kinds.length).toBeGreaterThan(0);
  });

  it("looks at a picture, and writes a voice note anew in a thread of its own", async () => {
    const [awa, moussa] = [await tokenOf(cast.awa), await tokenOf(cast.moussa)];
    const opening = { kind: "request", title: "La voiture ne démarre plus" };
    const { id } = await asked<CaseView>("/v1/cases", { token: awa, body: opening });
    const { conversation_id: room } = await asked<CaseView>(`/v1/cases/${id}/accept`, {
      token: moussa,
      body: {},
    });
    const upload = async (bytes: Uint8Array, said: Record<string, string>) => {
      const pairs = Object.entries({ conversation_id: room ?? "", ...said });
      const metadata = pairs.map(([key, value]) => `${key} ${btoa(value)}`).join();
      const tus = { "tus-resumable": "1.0.0" };
      const begun = await ask("/v1/uploads", {
        token: awa,
        method: "POST",
        headers: {
          ...tus,
          "upload-length": String(bytes.byteLength),
          "upload-metadata": metadata,
        },
      });
      const file = begun.headers.get("location") ?? "";
      const sent = await ask(file, {
        token: awa,
        method: "PATCH",
        headers: {
          ...tus,
          "upload-offset": "0",
          "content-type": "application/offset+octet-stream",
        },
        body: bytes,
      });
      expect(sent.status).toBe(204);
      return file.split("/").at(-1);
    };
    const photo = await upload(await files.photo(), { filename: "panne.jpg" });
    const voice = await upload(await voices.recorded(), { filename: "a.webm", kind: "voice" });
    for (const attachment of [photo, voice]) {
      await asked(`/v1/conversations/${room}/messages`, {
        token: awa,
        body: { text: "", attachments: [attachment] },
      });
    }
    const state = await asked<ConversationState>(`/v1/conversations/${room}`, { token: moussa });
    const attachments = state.messages.flatMap((message) => message.attachments ?? []);
    expect(attachments).toMatchObject([
      { type: "image/jpeg", width: 300 },
      { type: "audio/mp4", voice: { duration_ms: 3_000 } },
    ]);
    expect(program.output.err).toBe("");
  });
});
