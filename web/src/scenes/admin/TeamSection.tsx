import type { DeskTeammate } from "@relais/client/admin";
import type { AssignmentSettings, ChangeTeammate } from "@relais/protocol";
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
import { TeammateSheet } from "./TeammateSheet.tsx";
import { useChange, useLoaded } from "./use-admin.ts";

type Team = { people: DeskTeammate[] };
const path = "/v1/desk/team";

/** Who does the work, who is there, and how much each one takes at once. */
export function TeamSection() {
  const { http } = useClient();
  const [open, setOpen] = useState(false);
  const loaded = useLoaded(useCallback(() => http.call<Team>({ path }), [http]));
  const [chosen, setChosen] = useState<DeskTeammate | null>(null);
  const kinds = useKinds();
  const givable = useLoaded(
    useCallback(() => http.call<AssignmentSettings>({ path: "/v1/desk/assignment" }), [http]),
  );
  const { busy, fields, run } = useChange();
  const change = async (id: string, body: ChangeTeammate) => {
    const team = await run(
      () => http.call<Team>({ method: "PATCH", path: `${path}/${id}`, body }),
      m.admin_saved(),
    );
    if (team === undefined) return;
    loaded.set(team);
    setChosen(null);
  };
  const titled = (names: readonly string[]) =>
    names.flatMap((name) => {
      const kind = kindOf(kinds, name);
      return kind ? [{ name, title: inLanguage(kind.title) }] : [];
    });
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
            <ul className={`${cardClasses} divide-y divide-line overflow-hidden`}>
              {people.map((one) => (
                <Teammate
                  key={one.person.id}
                  teammate={one}
                  titles={titled(one.kinds).map(({ title }) => title)}
                  onOpen={() => setChosen(one)}
                  onAway={(away) => void change(one.person.id, { away })}
                />
              ))}
            </ul>
          )
        }
      </With>
      {chosen && (
        <TeammateSheet
          key={`${chosen.person.id} ${givable.value === null}`}
          teammate={chosen}
          kinds={titled(givable.value?.givable_kinds ?? chosen.kinds)}
          busy={busy}
          errors={fields}
          onSave={(body) => void change(chosen.person.id, body)}
          onClose={() => setChosen(null)}
        />
      )}
      {open && <AssignmentSheet onClose={() => setOpen(false)} />}
    </Panel>
  );
}

type TeammateProps = {
  teammate: DeskTeammate;
  /** Of the kinds that they take. */
  titles: readonly string[];
  onOpen: () => void;
  onAway: (away: boolean) => void;
};

function Teammate({ teammate, titles, onOpen, onAway }: TeammateProps) {
  const { person, skills, away, reachable, load, capacity } = teammate;
  const there = away ? m.admin_team_away() : reachable ? m.admin_team_here() : m.admin_team_gone();
  return (
    <li className="flex items-center gap-x-3 pe-4">
      <button
        type="button"
        className="flex min-h-16 min-w-0 flex-1 items-center gap-4 px-4 py-3 text-start hover:bg-sunken"
        onClick={onOpen}
      >
        <Avatar id={person.id} name={person.full_name} size="small" online={reachable && !away} />
        <span className="min-w-0 flex-1">
          <span className="block truncate text-15 font-semibold">{person.full_name}</span>
          <span className="block text-13 text-pretty text-ink-2">
            {[there, m.admin_team_load({ load, capacity }), ...titles].join(" · ")}
          </span>
          {skills.length > 0 && (
            <span className="block text-13 text-pretty text-ink-2">{skills.join(" · ")}</span>
          )}
        </span>
      </button>
      <label className="flex min-h-11 shrink-0 items-center gap-2 text-15">
        <input
          type="checkbox"
          className="size-5 accent-(--brand)"
          checked={away}
          onChange={(event) => onAway(event.currentTarget.checked)}
        />
        {m.admin_team_away()}
      </label>
    </li>
  );
}
