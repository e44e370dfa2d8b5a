import type { KindView, Priority, TimelineEntry } from "@relais/client";
import { statusOf } from "@relais/react/headless";
import { m } from "../../catalogue/index.ts";
import { priorityName } from "../../format/priority.ts";
import { dayClock } from "../../format/time.ts";
import { inLanguage } from "../../kind/kind.ts";

/** One entry of a timeline in one sentence, in the reader's language. */
export function changeWords(kind: KindView | undefined, entry: TimelineEntry, now: number): string {
  const { subject, from, to } = entry;
  switch (subject) {
    case "opened":
      return m.history_opened();
    case "status": {
      const status = statusOf(kind, to ?? "");
      return status ? inLanguage(status.title) : (to ?? "");
    }
    case "assignee":
      return to === null
        ? m.history_unassigned({ name: from ?? "" })
        : m.history_assigned({ name: to });
    case "priority":
      return m.history_changed({ what: m.case_priority(), to: priorityName(to as Priority) });
    case "tags":
      return tagWords(from ?? "", to ?? "");
    case "field":
      return fieldWords(kind, entry, now);
    case "rating":
      return m.history_rating({ score: to ?? "" });
    case "guidance":
      return guidanceWords(entry);
    case "note":
      return m.history_note();
  }
}

function guidanceWords({ guidance }: TimelineEntry): string {
  if (!guidance) return "";
  const { ended, guide, guided } = guidance;
  switch (ended?.because) {
    case undefined:
      return m.history_guidance_started({ guide: guide.full_name, guided: guided.full_name });
    case "solved":
      return m.history_guidance_solved();
    case "stopped":
      return m.history_guidance_stopped();
    case "left":
      return m.history_guidance_left({ name: guided.full_name });
    case "closed":
      return m.history_guidance_closed();
  }
}

const split = (tags: string) => tags.split(", ").filter((tag) => tag !== "");

/** What was added and what was taken away; the rest stayed. */
function tagWords(from: string, to: string): string {
  const [before, after] = [split(from), split(to)];
  const added = after.filter((tag) => !before.includes(tag));
  const removed = before.filter((tag) => !after.includes(tag));
  return [
    ...(added.length > 0 ? [m.history_tags_added({ tags: added.join(", ") })] : []),
    ...(removed.length > 0 ? [m.history_tags_removed({ tags: removed.join(", ") })] : []),
  ].join(" · ");
}

function fieldWords(kind: KindView | undefined, { field, to }: TimelineEntry, now: number): string {
  const declared = kind?.fields.find(({ name }) => name === field);
  const what = declared ? inLanguage(declared.label) : (field ?? "");
  if (to === null) return m.history_emptied({ what });
  const choice = declared?.choices.find(({ value }) => value === to);
  const instant = declared?.type === "instant" ? dayClock(to, now) : to;
  return m.history_changed({ what, to: choice ? inLanguage(choice.title) : instant });
}
