import type { Me } from "@relais/client";

/** The office writes procedures and reads the numbers (core/src/procedure/policy.ts). */
export const mayWrite = ({ role }: Me): boolean => role !== "customer" && role !== "worker";
