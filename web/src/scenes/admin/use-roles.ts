import type { Role } from "@relais/client";
import { roleName } from "../../format/role.ts";
import { inLanguage } from "../../kind/kind.ts";
import { useKinds } from "../../kind/KindsProvider.tsx";

const all: readonly Role[] = ["customer", "worker", "agent", "manager", "admin"];

/** The roles that somebody can have here, as the main kind of case names them. */
export function useRoles(): { value: Role; label: string }[] {
  const kinds = useKinds();
  return all.map((value) => {
    const title = kinds[0]?.role_titles[value];
    return { value, label: title ? inLanguage(title) : roleName(value) };
  });
}
