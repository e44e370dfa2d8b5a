import { readFile } from "node:fs/promises";
import type { World } from "../target/world.ts";

const recording = new URL(
  "../../../packages/core/src/testing/recordings/chromium.webm",
  import.meta.url,
);
const messages = "/depannage/api/chat/messages/";

/** A place, a voice and a file, sent by the one API that has words for all three. Resolves with their ids. */
export async function posted(
  world: World,
  token: string,
  conversation_id: string,
): Promise<string[]> {
  const place = { conversation_id, latitude: 12.6392, longitude: -8.0029 };
  const path = `${messages}send_location/`;
  const sent = await world.request<{ id: string }>("POST", path, { token, body: place });
  const voice = new FormData();
  voice.set("conversation_id", conversation_id);
  voice.set("voice_file", new Blob([await readFile(recording)]), "voix.webm");
  const file = new FormData();
  file.set("conversation", conversation_id);
  file.set("files", new Blob(["%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n"]), "devis.pdf");
  return [
    sent.body.id,
    await sendForm(world, token, `${messages}send_voice/`, voice),
    await sendForm(world, token, messages, file),
  ];
}

async function sendForm(world: World, token: string, path: string, body: FormData) {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(world.baseUrl + path, { method: "POST", headers, body });
  return ((await answer.json()) as { id: string }).id;
}
