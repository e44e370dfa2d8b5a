import { NetworkError, RelaisError } from "../errors.ts";
import type { Http } from "../http/types.ts";

/** Stops a share at the server as well. Resolves to false where the next connection has to tell it. */
export async function tellStopped(
  http: Http,
  conversationId: string,
  shareId: string,
): Promise<boolean> {
  try {
    const { shares } = await http.getConversation(conversationId);
    // On another device another one may have been begun since.
    if (shares.some(({ id }) => id === shareId)) await http.stopShare(conversationId);
    return true;
  } catch (error) {
    if (error instanceof NetworkError) return false;
    // Refused for good, it is for the person to stop it once more.
    return !(error instanceof RelaisError) || error.refusal.retry === "never";
  }
}
