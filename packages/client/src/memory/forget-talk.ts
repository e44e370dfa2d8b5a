import type { DeviceMemory } from "./types.ts";

/** Erases what this device keeps of a conversation, and what was chosen to be sent in it; and the same of the internal one beside it. */
export async function forgetTalk(memory: DeviceMemory | null, id: string): Promise<void> {
  if (memory === null) return;
  const beside = (await memory.conversation(id))?.state.internal_id;
  const both = beside ? [id, beside] : [id];
  await Promise.all(
    both.flatMap((one) => [memory.forgetConversation(one), memory.keepChosen(one, [])]),
  );
}
