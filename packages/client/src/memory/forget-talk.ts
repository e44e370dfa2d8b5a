import type { DeviceMemory } from "./types.ts";

/** Erases what this device keeps of a conversation, and of the internal one beside it. */
export async function forgetTalk(memory: DeviceMemory, id: string): Promise<void> {
  const kept = await memory.conversation(id);
  await memory.forgetConversation(id);
  const beside = kept?.state.internal_id;
  if (beside !== undefined) await memory.forgetConversation(beside);
}
