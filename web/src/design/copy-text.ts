import { m } from "../catalogue/index.ts";
import { toast } from "./Toast.tsx";

/** Copies it and says so, or says that the browser does not allow it: it never does where the address has no TLS. */
export async function copyText(text: string, said: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast(said);
  } catch {
    toast(m.message_copy_failed());
  }
}
