import type { Role } from "@relais/protocol";
import { m } from "../catalogue/index.ts";

/** A role in general words; a kind may have a better title for it. */
export function roleName(role: Role): string {
  switch (role) {
    case "customer":
      return m.role_customer();
    case "worker":
      return m.role_worker();
    case "agent":
      return m.role_agent();
    case "manager":
      return m.role_manager();
    case "admin":
      return m.role_admin();
  }
}
