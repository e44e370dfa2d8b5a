import type { Who } from "../pictures/people.ts";
import type { Stage } from "./stage.ts";

/** A case that Moussa has taken: where it is looked at, and where it is spoken about. */
export type Talk = { id: string; path: string; conversation: string; title: string };

/** Awa's case, waiting for somebody. */
export async function openedCase(
  stage: Stage,
  title: string,
): Promise<{ id: string; path: string }> {
  const awa = await stage.client("awa");
  const { id } = await awa.http.openCase({ kind: "request", title });
  return { id, path: `/communication/${id}` };
}

/** Awa's case, taken by Moussa: their conversation is open, and Awa knows that he comes. */
export async function openedTalk(stage: Stage, title: string): Promise<Talk> {
  const { id, path } = await openedCase(stage, title);
  const [awa, moussa] = await Promise.all([stage.client("awa"), stage.client("moussa")]);
  const { conversation_id: conversation } = await moussa.http.acceptCase(id);
  if (conversation === null) throw new Error("An accepted case has a conversation.");
  await awa.http.advanceReceipt(conversation, { read: 1 });
  return { id, path, conversation, title };
}

/** The texts that people wrote in a conversation, in the order of the journal. */
export async function journalOf(
  stage: Stage,
  { conversation }: Talk,
  who: Who = "moussa",
): Promise<string[]> {
  const { messages } = await (await stage.client(who)).http.history(conversation);
  return messages.filter(({ kind }) => kind === "text").map(({ text }) => text);
}
