import type { Role } from "@relais/client";
import { roleName } from "../../format/role.ts";
import { inLanguage } from "../../kind/kind.ts";
import { useKinds } from "../../kind/KindsProvider.tsx";

/** A role as a kind of case names it (« Technicien »); in general words where none does. */
export function useRoleTitle(role: Role, kindName?: string): string {
  const kinds = useKinds();
  const kind = kindName ? kinds.find(({ name }) => name === kindName) : kinds[0];
  const title = kind?.role_titles[role];
  return title ? inLanguage(title) : roleName(role);
}
