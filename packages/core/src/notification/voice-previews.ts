import type { Attachment, Counter } from "@relais/protocol";
import type { Core } from "../core.ts";
import { inOrganization } from "../database/scope.ts";

/**
 * Says of previews without words that they are voice notes, and how long. Most lists have none: then nothing
 * is asked.
 */
export async function withVoice(
  core: Core,
  organizationId: string,
  counters: Counter[],
): Promise<Counter[]> {
  const wordless = counters.filter(({ preview }) => preview?.text === "" && !preview.deleted);
  if (wordless.length === 0) return counters;
  const rows = await inOrganization(core.db, organizationId, (tx) =>
    tx
      .selectFrom("message")
      .select(["conversation_id", "number", "attachments"])
      .where((either) =>
        either.or(
          wordless.map(({ conversation_id, last_number }) =>
            either.and({ conversation_id, number: last_number }),
          ),
        ),
      )
      .execute(),
  );
  const lengths = new Map(
    rows.map(({ conversation_id, number, attachments }) => [
      `${conversation_id} ${number}`,
      (attachments as Attachment[] | null)?.[0]?.voice?.duration_ms,
    ]),
  );
  return counters.map((counter) => {
    const voice_ms = lengths.get(`${counter.conversation_id} ${counter.last_number}`);
    if (voice_ms === undefined || counter.preview === null) return counter;
    return { ...counter, preview: { ...counter.preview, voice_ms } };
  });
}
