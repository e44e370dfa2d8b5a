import type { CannedReply, KindView } from "@relais/client";
import { statusOf } from "@relais/react/headless";
import { m } from "../../../catalogue/index.ts";
import { inLanguage } from "../../../kind/kind.ts";

export const hasActions = ({ add_tags, status, assign }: CannedReply["actions"]): boolean =>
  add_tags.length > 0 || status !== null || assign !== null;

/** What a macro does beside its words, in one line: « + vip · Confié à moi · En route ». */
export function macroWords(
  kind: KindView | undefined,
  { actions, assignee }: Pick<CannedReply, "actions" | "assignee">,
): string {
  const { add_tags, assign, status } = actions;
  const to = status === null ? undefined : statusOf(kind, status);
  return [
    ...add_tags.map((tag) => `+ ${tag}`),
    ...(assign === null
      ? []
      : [
          assign === "me"
            ? m.canned_to_me()
            : m.history_assigned({ name: assignee?.full_name ?? "" }),
        ]),
    ...(status === null ? [] : [`→ ${to ? inLanguage(to.title) : status}`]),
  ].join(" · ");
}
