import { type CaseView, hourField, type Language, type Words } from "@relais/protocol";
import type { Actor } from "../actor.ts";
import type { Change } from "../journal/append.ts";
import type { Kind } from "../kinds/kind.ts";
import { appendSystemMessage } from "../message/append-system-message.ts";
import { hourWords } from "./hour-words.ts";
import type { NewEntry } from "./write-timeline.ts";

const sentences: Words = {
  fr: "{name} a changé la date\u00a0: {title}, {when}.",
  en: "{name} has changed the date: {title}, {when}.",
};

/**
 * Says in the conversations of a case that it takes place at another hour, where one of these entries says so:
 * whoever looks at none of its details has to hear of it. The clock is the organization's, where people meet.
 */
export async function sayHour(
  change: Change,
  actor: Actor,
  kind: Kind,
  { conversation_id, rooms, title }: CaseView,
  entries: readonly NewEntry[],
): Promise<void> {
  const name = hourField(kind)?.name;
  const moved = entries.find(({ subject, field }) => subject === "field" && field === name);
  if (name === undefined || typeof moved?.to !== "string") return;
  const { language, time_zone } = await change.tx
    .selectFrom("organization")
    .select(["language", "time_zone"])
    .where("id", "=", actor.organization_id)
    .executeTakeFirstOrThrow();
  const at = new Date(moved.to);
  const when = { fr: hourWords(at, "fr", time_zone), en: hourWords(at, "en", time_zone) };
  const said = language as Language;
  const values: Record<string, string> = { name: actor.full_name, title, when: when[said] };
  const text = sentences[said].replace(/\{(name|title|when)\}/g, (_, key) => values[key] ?? "");
  const talks = [conversation_id, ...rooms.map((room) => room.conversation_id)];
  for (const conversation of talks) {
    if (conversation === null) continue;
    await appendSystemMessage(change, {
      organization_id: actor.organization_id,
      conversation_id: conversation,
      actor_id: actor.id,
      text,
      system: { name: "hour", at: at.toISOString(), when, title, actor_name: actor.full_name },
    });
  }
}
