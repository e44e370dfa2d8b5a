import type { KindView, Language, TimelineEntry } from "@relais/client";
import { dayClock } from "../format/time.ts";
import { statusOf } from "../kind/kind.ts";
import { type Say, sayIn } from "../part.ts";
import { changeCatalogue, type ChangeKey } from "./change-catalogue.ts";

type Words = Say<ChangeKey>;

/** One entry of a timeline in one sentence, in the reader's language. */
export function changeWords(
  language: Language,
  kind: KindView | undefined,
  entry: TimelineEntry,
  now: number,
): string {
  const { subject, from, to } = entry;
  const say = sayIn(changeCatalogue, language);
  switch (subject) {
    case "opened":
      return say("opened");
    case "status":
      return statusOf(kind, to ?? "")?.title[language] ?? to ?? "";
    case "assignee":
      return to === null ? say("unassigned", { name: from ?? "" }) : say("assigned", { name: to });
    case "priority":
      return say("changed", { what: say("priority"), to: priorityWords(say, to ?? "") });
    case "tags":
      return tagWords(say, from ?? "", to ?? "");
    case "field":
      return fieldWords(say, language, kind, entry, now);
    case "rating":
      return say("rating", { score: to ?? "" });
    case "guidance":
      return guidanceWords(say, entry);
    case "note":
      return say("note");
  }
}

const priorities = ["low", "normal", "high", "urgent"] as const;

function priorityWords(say: Words, priority: string): string {
  const known = priorities.find((one) => one === priority);
  return known ? say(known) : priority;
}

function guidanceWords(say: Words, { guidance }: TimelineEntry): string {
  if (!guidance) return "";
  const { ended, guide, guided } = guidance;
  if (!ended) {
    return say("guidance_started", { guide: guide.full_name, guided: guided.full_name });
  }
  return say(`guidance_${ended.because}`, { name: guided.full_name });
}

const split = (tags: string) => tags.split(", ").filter((tag) => tag !== "");

/** What was added and what was taken away; the rest stayed. */
function tagWords(say: Words, from: string, to: string): string {
  const [before, after] = [split(from), split(to)];
  const added = after.filter((tag) => !before.includes(tag));
  const removed = before.filter((tag) => !after.includes(tag));
  return [
    ...(added.length > 0 ? [say("tags_added", { tags: added.join(", ") })] : []),
    ...(removed.length > 0 ? [say("tags_removed", { tags: removed.join(", ") })] : []),
  ].join(" · ");
}

function fieldWords(
  say: Words,
  language: Language,
  kind: KindView | undefined,
  { field, to }: TimelineEntry,
  now: number,
): string {
  const declared = kind?.fields.find(({ name }) => name === field);
  const what = declared ? declared.label[language] : (field ?? "");
  if (to === null) return say("emptied", { what });
  const choice = declared?.choices.find(({ value }) => value === to);
  const shown = declared?.type === "instant" ? dayClock(language, to, now) : to;
  return say("changed", { what, to: choice ? choice.title[language] : shown });
}
