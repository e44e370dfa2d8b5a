import type { Priority } from "@relais/client";
import type { DeskAction } from "@relais/client/desk";
import { Check, UserRoundX } from "lucide-react";
import { useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Avatar } from "../../design/Avatar.tsx";
import { priorityName } from "../../format/priority.ts";
import { dayClock } from "../../format/time.ts";
import { useMe } from "../../session/SignedIn.tsx";
import { actOn } from "./act.ts";
import { type PickOption, PickSheet } from "./PickSheet.tsx";
import { snoozeTimes } from "./snooze-times.ts";
import { useDeskClient, useDeskList } from "./use-desk.ts";
import { useUsedTags } from "./use-used-tags.ts";
import { useTeam } from "./use-team.ts";

const priorities: readonly Priority[] = ["urgent", "high", "normal", "low"];

export type ChoiceProps = { ids: readonly string[]; onClose: () => void };

const iconOf = {
  size: 20,
  strokeWidth: 1.75,
  "aria-hidden": true,
  className: "shrink-0 text-ink-2",
} as const;

/** Who does the work: oneself first, then the others by name, or nobody. */
export function AssignSheet({ ids, onClose }: ChoiceProps) {
  const me = useMe();
  const desk = useDeskClient();
  const { team, loading } = useTeam();
  const kinds = new Set(ids.map((id) => desk.entry(id)?.case.kind));
  const holders = new Set(ids.map((id) => desk.entry(id)?.case.assignee?.id ?? null));
  const mates = team.filter((mate) =>
    [...kinds].every((kind) => !kind || mate.kinds.includes(kind)),
  );
  const assign = (id: string | null, name: string) => () => {
    // Somebody may have been quicker: then their name is said, and nothing changes.
    const action: DeskAction = {
      do: "assign",
      assignee_id: id,
      ...(holders.size === 1 && { instead_of: [...holders][0] ?? null }),
    };
    void actOn(desk, ids, action, (count) =>
      id === null ? m.desk_unassigned({ count }) : m.desk_assigned({ count, name }),
    );
  };
  const others = mates.filter(({ person }) => person.id !== me.id);
  const mine = mates.some(({ person }) => person.id === me.id);
  const options: PickOption[] = [
    ...(mine
      ? [
          {
            id: me.id,
            label: m.desk_assign_me(),
            mark: <Avatar id={me.id} name={me.full_name} size="small" />,
            run: assign(me.id, me.full_name),
          },
        ]
      : []),
    ...others.map(({ person, load, capacity, reachable, away }) => ({
      id: person.id,
      label: person.full_name,
      detail: away ? m.desk_team_away() : m.desk_team_load({ load, capacity }),
      mark: (
        <Avatar id={person.id} name={person.full_name} size="small" online={reachable && !away} />
      ),
      run: assign(person.id, person.full_name),
    })),
    {
      id: "nobody",
      label: m.desk_assign_nobody(),
      mark: <UserRoundX {...iconOf} size={32} className="shrink-0 p-1.5 text-ink-2" />,
      run: assign(null, ""),
    },
  ];
  return (
    <PickSheet
      title={m.desk_assign_title({ count: ids.length })}
      placeholder={m.desk_assign_search()}
      groups={[{ options }]}
      busy={loading}
      onClose={onClose}
    />
  );
}

/** Until when; the customer's next message always brings it back. */
export function SnoozeSheet({ ids, onClose }: ChoiceProps) {
  const desk = useDeskClient();
  const [now] = useState(() => new Date());
  const snooze = (until: string | null) => () =>
    void actOn(desk, ids, { do: "snooze", until }, (count) => m.desk_snoozed({ count }));
  const options: PickOption[] = [
    ...snoozeTimes(now).map(({ id, label, at }) => ({
      id,
      label,
      detail: dayClock(at.toISOString(), now.getTime()),
      run: snooze(at.toISOString()),
    })),
    { id: "reply", label: m.desk_snooze_reply(), run: snooze(null) },
    ...(ids.some((id) => desk.entry(id)?.snooze)
      ? [
          {
            id: "wake",
            label: m.desk_wake(),
            run: () => void actOn(desk, ids, { do: "wake" }, (count) => m.desk_woken({ count })),
          },
        ]
      : []),
  ];
  return (
    <PickSheet
      title={m.desk_snooze_title({ count: ids.length })}
      placeholder={m.desk_snooze_search()}
      groups={[{ options }]}
      onClose={onClose}
      nothing={m.desk_snooze_hint()}
      fromText={(text) => {
        const days = /^\d{1,3}$/.test(text) ? Number(text) : 0;
        if (days === 0 || days > 365) return null;
        const at = new Date(now.getTime() + days * 24 * 3_600_000);
        at.setHours(9, 0, 0, 0);
        const detail = dayClock(at.toISOString(), now.getTime());
        return {
          id: "days",
          label: m.desk_snooze_days({ count: days }),
          detail,
          run: snooze(at.toISOString()),
        };
      }}
    />
  );
}

export function PrioritySheet({ ids, onClose }: ChoiceProps) {
  const desk = useDeskClient();
  const current = ids.length === 1 ? desk.entry(ids[0] ?? "")?.case.priority : undefined;
  const options = priorities.map((priority) => ({
    id: priority,
    label: priorityName(priority),
    mark: <Check {...iconOf} className={priority === current ? "shrink-0" : "invisible"} />,
    run: () =>
      void actOn(desk, ids, { do: "prioritize", priority }, (count) =>
        m.desk_prioritized({ count, priority: priorityName(priority).toLowerCase() }),
      ),
  }));
  return (
    <PickSheet
      title={m.desk_priority_title({ count: ids.length })}
      placeholder={m.desk_priority_search()}
      groups={[{ options }]}
      onClose={onClose}
    />
  );
}

/** Tags that the organization uses, or a new one. */
export function TagSheet({ ids, onClose }: ChoiceProps) {
  const desk = useDeskClient();
  const { state } = useDeskList();
  const used = useUsedTags();
  const seen = state.entries.flatMap((entry) => entry.case.internal?.tags ?? []);
  const tags = new Set([...seen, ...used]);
  const has = (tag: string) =>
    ids.every((id) => desk.entry(id)?.case.internal?.tags.includes(tag) ?? false);
  const option = (tag: string): PickOption => ({
    id: `tag-${tag}`,
    label: tag,
    mark: <Check {...iconOf} className={has(tag) ? "shrink-0" : "invisible"} />,
    run: () =>
      void actOn(desk, ids, { do: has(tag) ? "untag" : "tag", tag }, (count) =>
        has(tag) ? m.desk_untagged({ count, tag }) : m.desk_tagged({ count, tag }),
      ),
  });
  return (
    <PickSheet
      title={m.desk_tag_title({ count: ids.length })}
      placeholder={m.desk_tag_search()}
      groups={[{ options: [...tags].sort().map(option) }]}
      onClose={onClose}
      nothing={m.desk_tag_none()}
      fromText={(text) =>
        tags.has(text)
          ? null
          : { ...option(text), id: "new-tag", label: m.desk_tag_new({ tag: text }) }
      }
    />
  );
}
