import type { Actor } from "../actor.ts";
import { getCase } from "../case/get-case.ts";
import type { Core } from "../core.ts";
import { RefusedError } from "../errors.ts";
import { say } from "../kinds/kind.ts";

const hint = say(
  "Nommez un dossier dont on parle dans cette conversation.",
  "Name a case that this conversation is about.",
);

/** A message is about a case of its own conversation, which its writer may see. Refuses: invalid_body (`about`). */
export async function checkAbout(
  core: Core,
  actor: Actor,
  conversationId: string,
  caseId: string,
): Promise<void> {
  const found = await getCase(core, actor, caseId).catch((error: unknown) => {
    // Whether there is such a case elsewhere is told to nobody.
    if (error instanceof RefusedError) return undefined;
    throw error;
  });
  if (found?.conversation_id === conversationId) return;
  throw new RefusedError("invalid_body", { fields: { about: hint } });
}
