import type { Refusal, Retry } from "@relais/protocol";

/** What a refusal may say of the next try. A newer server has other codes, and no other ways. */
const ways: Record<Retry, true> = { never: true, later: true, sign_in: true };

/** The refusal in an answer that is not a success; null when something other than our server spoke. */
export async function refusalFrom(answer: Response): Promise<Refusal | null> {
  const body: unknown = await answer.json().catch(() => null);
  return isRefusal(body) ? body : null;
}

function isRefusal(body: unknown): body is Refusal {
  if (typeof body !== "object" || body === null) return false;
  const { code, message, retry } = body as Record<string, unknown>;
  if (typeof code !== "string" || typeof message !== "string") return false;
  return typeof retry === "string" && Object.hasOwn(ways, retry);
}
