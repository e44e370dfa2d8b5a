import type { Draft } from "./types.ts";

/** A draft and how it stands with the server. */
export type Kept = Draft & {
  /** The newest revision of the server that this device knows of it. */
  base: number | null;
  /** The server does not have it as it is here. */
  dirty: boolean;
  /** What was last sent and not answered: the server may have it. */
  offered: Draft | null;
};

export const nothing: Draft = { text: "", replyTo: null };

export const isSame = (one: Draft, other: Draft): boolean =>
  one.text === other.text && one.replyTo === other.replyTo;

export const isEmpty = (draft: Draft): boolean => isSame(draft, nothing);

/** What a storage gave back; null when it is none of ours. */
export function readKept(value: string): Kept | null {
  try {
    const { text, replyTo, base, dirty, offered } = JSON.parse(value) as Kept;
    return typeof text === "string" ? { text, replyTo, base, dirty, offered } : null;
  } catch {
    return null;
  }
}
