import type { DeviceMemory } from "./types.ts";

/** Erases what this device keeps of a conversation, and of the internal one beside it. */
export async function forgetTalk(memory: DeviceMemory | null, id: string): Promise<void> {
  const beside = (await memory?.conversation(id))?.state.internal_id;
  await memory?.forgetConversation(id);
  if (beside) await memory?.forgetConversation(beside);
}
