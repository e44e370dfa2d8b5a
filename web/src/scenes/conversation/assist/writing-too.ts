import type { ConversationView, Person } from "@relais/client";

type Writers = Pick<ConversationView, "typing"> & {
  readonly state: { readonly participants: readonly Person[] } | null;
};

/** A colleague who is writing to the same customer at this moment: two answers would be one too many. */
export function writingToo({ typing, state }: Writers): Person | undefined {
  return state?.participants.find(({ id, role }) => role !== "customer" && typing.includes(id));
}
