import type { CaseView, Person } from "@relais/client";

const plain = (text: string) =>
  text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase()
    .trim();

type Pair = Pick<CaseView, "customer" | "assignee">;

/** With whom somebody speaks, in a conversation of two; null while there is nobody yet. */
export const otherOf = ({ customer, assignee }: Pair, viewerId: string): Person | null =>
  customer.id === viewerId ? assignee : customer;

/** Whether the other one is called so, accents and case aside. */
export const isNamed = (talk: Pair, viewerId: string, words: string): boolean =>
  plain(otherOf(talk, viewerId)?.full_name ?? "").includes(plain(words));
