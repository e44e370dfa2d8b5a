import type { KindView } from "@relais/client";
import { useMe } from "../session/SignedIn.tsx";
import { useKind, useKinds } from "./KindsProvider.tsx";

/** The kind of case that an organization is about: the first that it serves. */
export const useMainKind = (): KindView | undefined => useKind(useMe().organization.kinds[0]);

/**
 * Kinds that are but the conversation of two, beside what the organization is about: messages and no work. None where the
 * list of messages is that of rooms.
 */
export function useTalkKinds(): readonly string[] {
  const { kinds: served } = useMe().organization;
  const kinds = useKinds();
  if (kinds.some(({ has_rooms }) => has_rooms)) return [];
  return kinds
    .filter(({ name, one_per_pair }) => one_per_pair && served.includes(name) && served[0] !== name)
    .map(({ name }) => name);
}
