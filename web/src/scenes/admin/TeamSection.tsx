import type { DeskTeammate } from "@relais/client/admin";
import { useClient } from "@relais/react";
import { kindOf } from "@relais/react/headless";
import { SlidersHorizontal, UsersRound } from "lucide-react";
import { useCallback, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Avatar } from "../../design/Avatar.tsx";
import { Button } from "../../design/Button.tsx";
import { EmptyState } from "../../design/EmptyState.tsx";
import { inLanguage } from "../../kind/kind.ts";
import { useKinds } from "../../kind/KindsProvider.tsx";
import { AssignmentSheet } from "../desk/AssignmentSheet.tsx";
import { cardClasses, Panel, With } from "./Panel.tsx";
import { useChange, useLoaded } from "./use-admin.ts";

type Team = { people: DeskTeammate[] };
const path = "/v1/desk/team";

/** Who does the work, who is there, and how much each one takes at once. */
export function TeamSection() {
  const { http } = useClient();
  const [open, setOpen] = useState(false);
  const loaded = useLoaded(useCallback(() => http.call<Team>({ path }), [http]));
  const { run } = useChange();
  const change = async (id: string, body: { away?: boolean; capacity?: number }) => {
    const team = await run(
      () => http.call<Team>({ method: "PATCH", path: `${path}/${id}`, body }),
      m.admin_saved(),
    );
    if (team) loaded.set(team);
  };
  return (
    <Panel title={m.admin_team()} text={m.admin_team_text()}>
      <Button look="quiet" className="self-start" onClick={() => setOpen(true)}>
        <SlidersHorizontal size={20} strokeWidth={1.75} aria-hidden="true" />
        {m.admin_team_rule()}
      </Button>
      <With loaded={loaded}>
        {({ people }) =>
          people.length === 0 ? (
            <EmptyState icon={UsersRound} title={m.admin_team()} text={m.admin_team_none()} />
          ) : (
            <ul className={`${cardClasses} divide-y divide-line`}>
              {people.map((one) => (
                <Teammate
                  key={one.person.id}
                  teammate={one}
                  onChange={(body) => void change(one.person.id, body)}
                />
              ))}
            </ul>
          )
        }
      </With>
      {open && <AssignmentSheet onClose={() => setOpen(false)} />}
    </Panel>
  );
}

type TeammateProps = {
  teammate: DeskTeammate;
  onChange: (body: { away?: boolean; capacity?: number }) => void;
};

function Teammate({ teammate, onChange }: TeammateProps) {
  const { person, kinds: names, away, reachable, load, capacity } = teammate;
  const kinds = useKinds();
  const titles = names.flatMap((name) => {
    const kind = kindOf(kinds, name);
    return kind ? [inLanguage(kind.title)] : [];
  });
  const there = away ? m.admin_team_away() : reachable ? m.admin_team_here() : m.admin_team_gone();
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <Avatar id={person.id} name={person.full_name} size="small" online={reachable && !away} />
      <span className="min-w-0 flex-[1_1_10rem]">
        <span className="block truncate text-15 font-semibold">{person.full_name}</span>
        <span className="block truncate text-13 text-ink-2">
          {[there, m.admin_team_load({ load, capacity }), ...titles].join(" · ")}
        </span>
      </span>
      <label className="flex min-h-11 items-center gap-2 text-15">
        <input
          type="checkbox"
          className="size-5 accent-(--brand)"
          checked={away}
          onChange={(event) => onChange({ away: event.currentTarget.checked })}
        />
        {m.admin_team_away()}
      </label>
      <input
        type="number"
        inputMode="numeric"
        aria-label={m.admin_team_capacity({ name: person.full_name })}
        title={m.admin_team_capacity({ name: person.full_name })}
        min={0}
        max={200}
        key={capacity}
        defaultValue={capacity}
        onBlur={(event) => {
          const wanted = event.currentTarget.valueAsNumber;
          if (Number.isInteger(wanted) && wanted !== capacity) onChange({ capacity: wanted });
        }}
        className="figures min-h-11 w-20 rounded-control bg-surface px-3 text-17 shadow-[inset_0_0_0_1px_var(--line-strong)] desk:text-15"
      />
    </li>
  );
}
