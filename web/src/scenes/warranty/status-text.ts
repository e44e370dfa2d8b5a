import type { Warranty } from "@relais/protocol";
import { m } from "../../catalogue/index.ts";

const texts: Record<Warranty["status"], () => string> = {
  active: m.warranty_active,
  expired: m.warranty_expired,
  cancelled: m.warranty_cancelled,
};

/** How a warranty stands, in a word or two. */
export const statusText = (status: Warranty["status"]): string => texts[status]();
