import type { KindView } from "@relais/client";
import { useMe } from "../session/SignedIn.tsx";
import { useKind } from "./KindsProvider.tsx";

/** The kind of case that an organization is about: the first that it serves. */
export const useMainKind = (): KindView | undefined => useKind(useMe().organization.kinds[0]);
