import { errors, type Refusal } from "@relais/protocol";

/** The refusal in an answer that is not a success; null when something other than our server spoke. */
export async function refusalFrom(answer: Response): Promise<Refusal | null> {
  const body: unknown = await answer.json().catch(() => null);
  if (typeof body !== "object" || body === null || !("code" in body)) return null;
  return typeof body.code === "string" && body.code in errors ? (body as Refusal) : null;
}
