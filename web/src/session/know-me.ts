import type { Client } from "@relais/client";
import { session } from "./session.ts";

/** Asks who the person is by now: their organization may have another name, logo or colour than when they signed in. */
export async function knowMe({ http }: Client): Promise<void> {
  try {
    session.know(await http.me());
  } catch {
    // What was known serves on.
  }
}
