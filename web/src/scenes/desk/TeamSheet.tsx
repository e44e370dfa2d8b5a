import type { DeskTeammate } from "@relais/client/desk";
import type { ChangeTeammate, DeskTeam } from "@relais/protocol";
import { useClient } from "@relais/react";
import { type FocusEvent, useEffect, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Avatar } from "../../design/Avatar.tsx";
import { Button } from "../../design/Button.tsx";
import { EmptyState } from "../../design/EmptyState.tsx";
import { Field } from "../../design/Field.tsx";
import { Sheet } from "../../design/Sheet.tsx";
import { Spinner } from "../../design/Spinner.tsx";
import { toast } from "../../design/Toast.tsx";
import { Users } from "lucide-react";
import { explain } from "../../session/refusal.ts";
import { useMe } from "../../session/SignedIn.tsx";

const path = "/v1/desk/team";

/** Who takes work here: who is there, how much each has and takes, and for what they are good. */
export function TeamSheet({ onClose }: { onClose: () => void }) {
  const { http } = useClient();
  const [team, setTeam] = useState<readonly DeskTeammate[] | null>(null);
  useEffect(() => {
    let live = true;
    const load = async () => {
      try {
        const { people } = await http.call<DeskTeam>({ path });
        if (live) setTeam(people);
      } catch (error) {
        toast(explain(error));
        onClose();
      }
    };
    void load();
    return () => {
      live = false;
    };
  }, [http, onClose]);
  const change = async (id: string, body: ChangeTeammate) => {
    try {
      const answer = await http.call<DeskTeam>({
        method: "PATCH",
        path: `${path}/${encodeURIComponent(id)}`,
        body,
      });
      setTeam(answer.people);
    } catch (error) {
      toast(explain(error));
    }
  };
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={m.desk_do_team()}
      text={m.team_text()}
    >
      {team === null ? (
        <Spinner />
      ) : team.length === 0 ? (
        <EmptyState icon={Users} title={m.team_empty()} text={m.team_empty_text()} />
      ) : (
        <ul className="flex flex-col divide-y divide-line">
          {team.map((mate) => (
            <Mate
              key={mate.person.id}
              mate={mate}
              onChange={(body) => change(mate.person.id, body)}
            />
          ))}
        </ul>
      )}
    </Sheet>
  );
}

type MateProps = { mate: DeskTeammate; onChange: (body: ChangeTeammate) => Promise<void> };

function Mate({ mate, onChange }: MateProps) {
  const me = useMe();
  const { person, away, reachable, load, capacity } = mate;
  const own = person.id === me.id;
  const admin = me.role === "admin";
  const there = away ? m.team_away() : reachable ? m.team_there() : m.team_gone();
  return (
    <li className="flex flex-col gap-3 py-3">
      <div className="flex items-center gap-3">
        <Avatar id={person.id} name={person.full_name} size="small" online={reachable && !away} />
        <div className="min-w-0 flex-1">
          <p className="truncate text-15 font-semibold">{person.full_name}</p>
          <p className="figures text-13 text-ink-2">
            {there} · {m.team_load({ load, capacity })}
          </p>
        </div>
        {(own || admin) && (
          <Button
            look="quiet"
            aria-label={`${away ? m.team_say_back() : m.team_say_away()}, ${person.full_name}`}
            onClick={() => void onChange({ away: !away })}
          >
            {away ? m.team_say_back() : m.team_say_away()}
          </Button>
        )}
      </div>
      {admin ? (
        <Particulars mate={mate} onChange={onChange} />
      ) : (
        mate.skills.length > 0 && <p className="text-13 text-ink-2">{mate.skills.join(" · ")}</p>
      )}
    </li>
  );
}

/** What an admin says of somebody; it is kept when the field is left. */
function Particulars({ mate, onChange }: MateProps) {
  const { own_capacity, capacity, skills } = mate;
  const capacityLeft = (event: FocusEvent<HTMLInputElement>) => {
    const { value, validity } = event.currentTarget;
    const next = value === "" ? null : Number(value);
    if (validity.valid && next !== own_capacity) void onChange({ capacity: next });
  };
  const skillsLeft = (event: FocusEvent<HTMLInputElement>) => {
    const next = event.currentTarget.value
      .split(",")
      .map((one) => one.trim())
      .filter((one) => one !== "");
    if (next.join() !== skills.join()) void onChange({ skills: next });
  };
  return (
    <div className="grid grid-cols-[7rem_1fr] items-start gap-3">
      <Field label={m.team_capacity()}>
        {(attributes) => (
          <input
            {...attributes}
            type="number"
            inputMode="numeric"
            min={0}
            max={200}
            placeholder={String(capacity)}
            defaultValue={own_capacity ?? ""}
            onBlur={capacityLeft}
          />
        )}
      </Field>
      <Field label={m.team_skills()}>
        {(attributes) => (
          <input
            {...attributes}
            type="text"
            placeholder={m.team_skills_hint()}
            defaultValue={skills.join(", ")}
            onBlur={skillsLeft}
          />
        )}
      </Field>
    </div>
  );
}
