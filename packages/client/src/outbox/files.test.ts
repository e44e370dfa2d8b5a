import { describe, expect, it } from "vitest";
import { turn, until } from "../testing/index.ts";
import { FakeUploads } from "../testing/fake-uploads.ts";
import { createWorld } from "../testing/world.ts";
import type { ClientOptions } from "../index.ts";
import { memoryOutbox } from "./memory-storage.ts";

async function writing(options: Partial<ClientOptions> = {}) {
  const world = createWorld();
  const uploads = new FakeUploads(world.server);
  const shared = world.server.addConversation();
  const open = async () => {
    const client = world.client(world.server.cast.awa, { fetch: uploads.fetch, ...options });
    const conversation = client.conversation(shared.id);
    conversation.view.subscribe(() => {});
    client.start();
    await until(conversation.view, (view) => view.status === "ready");
    return { client, conversation };
  };
  return { world, uploads, shared, open, ...(await open()) };
}

const photo = (bytes = 200_000) =>
  new File([new Uint8Array(bytes)], "photo.jpg", { type: "image/jpeg" });
type Writing = Awaited<ReturnType<typeof writing>>;
const shown = ({ conversation }: Pick<Writing, "conversation">, key: string) =>
  conversation.view.get().messages.find((message) => message.key === key);
const deliveryOf =
  (key: string, delivery: string) =>
  (view: { messages: readonly { key: string; delivery: string }[] }) =>
    view.messages.some((message) => message.key === key && message.delivery === delivery);

describe("a voice note", () => {
  const waveform = Array.from({ length: 64 }, (_, at) => at % 32);
  const recording = (bytes = 9_000) => ({
    blob: new Blob([new Uint8Array(bytes)], { type: "audio/webm;codecs=opus" }),
    duration_ms: 3_000,
    waveform,
  });

  it("N13.1: is shown at once as it was recorded, and uploaded as what it is", async () => {
    const there = await writing();
    const key = there.conversation.sendVoice(recording());
    const [file] = shown(there, key)?.files ?? [];
    expect(file).toMatchObject({ id: null, bytes: 9_000, voice: { duration_ms: 3_000, waveform } });
    expect(file?.blob).toBeInstanceOf(Blob);
    await until(there.conversation.view, deliveryOf(key, "sent"));
    expect(there.uploads.metadata()).toEqual([
      {
        filename: "message-vocal",
        conversation_id: there.shared.id,
        kind: "voice",
        waveform: waveform.join(),
      },
    ]);
    expect(there.world.server.framesOf("send")[0]).toMatchObject({
      text: "",
      attachments: there.uploads.ids(),
    });
  });

  it("survives a tab that is killed before all of it is there", async () => {
    const storage = memoryOutbox();
    const there = await writing({ outbox: storage });
    there.uploads.breakAfter(1);
    const key = there.conversation.sendVoice(recording(100_000));
    await until(there.conversation.view, () => there.uploads.bytes()[0] === 65_536);
    await there.client.stop();
    there.uploads.release();
    const { conversation } = await there.open();
    await until(conversation.view, deliveryOf(key, "sent"));
    expect(there.uploads.bytes()).toEqual([100_000]);
  });
});

describe("a message with files", () => {
  it("is shown at once from this device, uploaded piece by piece, then sent with the uploads", async () => {
    const there = await writing();
    const key = there.conversation.send("", { files: [photo()] });
    expect(shown(there, key)).toMatchObject({
      delivery: "waiting",
      files: [{ name: "photo.jpg", bytes: 200_000, id: null }],
      upload: { paused: false, progress: 0 },
    });
    expect(shown(there, key)?.files?.[0]?.blob).toBeInstanceOf(Blob);
    await until(there.conversation.view, deliveryOf(key, "sent"));
    expect(there.uploads.bytes()).toEqual([200_000]);
    expect(there.world.server.framesOf("send")[0]?.attachments).toEqual(there.uploads.ids());
  });

  it("does not hold up words that are written after it", async () => {
    const there = await writing();
    there.uploads.hold();
    const key = there.conversation.send("", { files: [photo()] });
    const words = there.conversation.send("Voilà la photo");
    await until(there.conversation.view, deliveryOf(words, "sent"));
    expect(shown(there, key)?.delivery).toBe("waiting");
    there.uploads.release();
    await until(there.conversation.view, deliveryOf(key, "sent"));
  });

  it("goes on after a killed tab from where the server stands", async () => {
    const outbox = memoryOutbox();
    const there = await writing({ outbox });
    there.uploads.breakAfter(1);
    const key = there.conversation.send("", { files: [photo()] });
    await until(there.conversation.view, () => there.uploads.bytes()[0] === 65_536);
    await turn();
    await there.client.stop();
    there.uploads.release();
    const again = await there.open();
    await until(again.conversation.view, deliveryOf(key, "sent"));
    expect(there.uploads.bytes()).toEqual([200_000]);
  });

  it("can be paused and taken up again", async () => {
    const there = await writing();
    there.uploads.hold();
    const key = there.conversation.send("", { files: [photo()] });
    await turn();
    there.conversation.pause(key);
    there.uploads.release();
    await turn();
    expect(shown(there, key)?.upload?.paused).toBe(true);
    expect(there.world.server.framesOf("send")).toEqual([]);
    there.conversation.resume(key);
    await until(there.conversation.view, deliveryOf(key, "sent"));
  });

  it("can be taken back: the upload is forgotten, here and there", async () => {
    const there = await writing();
    there.uploads.breakAfter(1);
    const key = there.conversation.send("", { files: [photo()] });
    await until(there.conversation.view, () => there.uploads.bytes()[0] === 65_536);
    there.uploads.release();
    there.conversation.discard(key);
    expect(shown(there, key)).toBeUndefined();
    await there.uploads.forgotten;
    expect(there.uploads.ids()).toEqual([]);
  });

  it("fails with the server's sentence when a file is refused, and stays until it is retried", async () => {
    const there = await writing();
    there.uploads.refuseNext("file_type_refused");
    const key = there.conversation.send("", { files: [photo()] });
    await until(there.conversation.view, deliveryOf(key, "failed"));
    expect(shown(there, key)?.refusal?.code).toBe("file_type_refused");
    there.conversation.retry(key);
    await until(there.conversation.view, deliveryOf(key, "sent"));
  });

  it.each(["file_damaged", "file_infected", "voice_too_long", "file_type_refused"] as const)(
    "fails with the server's sentence when %s was said once and lost on the way",
    async (code) => {
      const there = await writing();
      const lost = there.uploads.refuseUnheard(code);
      const key = there.conversation.send("", { files: [photo(10)] });
      await lost;
      for (let tries = 0; tries < 5; tries += 1) await there.world.clock.advance(2_000);
      expect(shown(there, key)).toMatchObject({ delivery: "failed", refusal: { code } });
    },
  );

  it("is uploaded anew when the server has erased what was never sent", async () => {
    const there = await writing();
    there.world.server.refuse("send", "file_not_found");
    const key = there.conversation.send("", { files: [photo(10)] });
    await until(there.conversation.view, deliveryOf(key, "sent"));
    expect(there.uploads.ids()).toHaveLength(2);
  });

  it("fails for good when this device cannot read it any more, and holds nothing else up", async () => {
    const there = await writing();
    const { conversation, uploads, shared } = there;
    const gone = photo();
    const slice = gone.slice.bind(gone);
    // The browser has thrown the bytes away that the outbox still names.
    gone.slice = (...part) => unreadable(slice(...part));
    const lost = conversation.send("Le pneu", { files: [gone] });
    const kept = conversation.send("La roue", { files: [photo(1_000)] });
    const words = conversation.send("Voilà");
    await until(conversation.view, deliveryOf(kept, "sent"));
    await until(conversation.view, deliveryOf(words, "sent"));
    expect(shown(there, lost)).toMatchObject({
      delivery: "failed",
      refusal: {
        code: "file_unreadable",
        message: "Cet appareil n’a plus ce fichier. Joignez-le de nouveau.",
        retry: "never",
      },
    });
    expect(uploads.ids()).toHaveLength(1);
    conversation.retry(lost);
    await until(conversation.view, deliveryOf(lost, "failed"));
    conversation.discard(lost);
    await turn();
    expect(shown(there, lost)).toBeUndefined();
    expect(shared.messages.map(({ text }) => text).sort()).toEqual(["La roue", "Voilà"]);
  });

  it("fails in the middle as well when its bytes go away meanwhile", async () => {
    const there = await writing();
    const { conversation, uploads } = there;
    uploads.breakAfter(1);
    const going = photo();
    const whole = going.slice(0, going.size);
    const slice = whole.slice.bind(whole);
    let readable = true;
    whole.slice = (...part) => (readable ? slice(...part) : unreadable(slice(...part)));
    going.slice = () => whole;
    const lost = conversation.send("", { files: [going] });
    await until(conversation.view, () => uploads.bytes()[0] === 65_536);
    readable = false;
    uploads.release();
    await until(conversation.view, deliveryOf(lost, "failed"));
    expect(shown(there, lost)?.refusal?.code).toBe("file_unreadable");
  });
});

function unreadable(blob: Blob): Blob {
  blob.slice = (...part) => unreadable(Blob.prototype.slice.apply(blob, part));
  blob.arrayBuffer = () => Promise.reject(new DOMException("gone", "NotReadableError"));
  return blob;
}
