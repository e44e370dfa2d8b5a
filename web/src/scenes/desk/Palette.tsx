import type { Client } from "@relais/client";
import type { DeskTeammate } from "@relais/client/desk";
import type { CaseFindings } from "@relais/protocol";
import { useClient } from "@relais/react";
import { MessageSquare, UserRound } from "lucide-react";
import { useEffect, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { deskAddress } from "../../navigation/addresses.ts";
import { useGo, useOpenCase } from "../../navigation/place.ts";
import { toast } from "../../design/Toast.tsx";
import { explain } from "../../session/refusal.ts";
import { useMe } from "../../session/SignedIn.tsx";
import { commands } from "./commands.ts";
import { lookAt } from "./desk-store.ts";
import { type PickGroup, PickSheet } from "./PickSheet.tsx";
import { targetsOf } from "./use-keys.ts";
import { useTeam } from "./use-team.ts";
import { useDeskList } from "./use-desk.ts";

const calmMs = 200;
const icon = {
  size: 20,
  strokeWidth: 1.75,
  "aria-hidden": true,
  className: "shrink-0 text-ink-2",
} as const;
const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Conversations by number, title or people; those of the list until something is typed. */
function useFound(query: string) {
  const client = useClient();
  const { state } = useDeskList();
  const [found, setFound] = useState<{ query: string; cases: CaseFindings["cases"] } | null>(null);
  const words = query.trim();
  useEffect(() => {
    if (words === "") return;
    let live = true;
    const timer = setTimeout(async () => {
      const path = `/v1/cases/search?${new URLSearchParams({ q: words.slice(0, 200) })}`;
      const answer = await client.http.call<CaseFindings>({ path }).catch(() => null);
      if (live && answer) setFound({ query: words, cases: answer.cases });
    }, calmMs);
    return () => {
      live = false;
      clearTimeout(timer);
    };
  }, [client, words]);
  if (words === "")
    return { cases: state.entries.slice(0, 6).map((entry) => entry.case), busy: false };
  return { cases: found?.cases.slice(0, 12) ?? [], busy: found?.query !== words };
}

/** Away: new work goes to others, and what waits too. */
async function sayAway(client: Client, { person, away }: DeskTeammate): Promise<void> {
  try {
    const path = `/v1/desk/team/${encodeURIComponent(person.id)}`;
    await client.http.call({ method: "PATCH", path, body: { away: !away } });
    toast(away ? m.desk_back_said() : m.desk_away_said());
  } catch (error) {
    toast(explain(error));
  }
}

/** Everything by its words: what can be done, conversations, people. `only`: just conversations. */
export function Palette({ only = false, onClose }: { only?: boolean; onClose: () => void }) {
  const go = useGo();
  const openId = useOpenCase();
  const me = useMe();
  const client = useClient();
  // Opening it takes the focus away from the line that was meant.
  const [targets] = useState(() => targetsOf(openId));
  const [query, setQuery] = useState("");
  const { cases, busy } = useFound(query);
  const { team } = useTeam();
  const mate = team.find(({ person }) => person.id === me.id);
  const awayLabel = mate?.away ? m.desk_do_back() : m.desk_do_away();
  const words = plain(query.trim());
  const fits = (text: string) => plain(text).includes(words);
  const groups: PickGroup[] = [
    ...(only
      ? []
      : [
          {
            title: m.desk_palette_commands(),
            options: commands
              .filter((one) => (!one.needsCase || targets.length > 0) && fits(one.label()))
              .filter((one) => !one.forAdmins || me.role === "admin")
              .map((one) => ({
                id: `do-${one.id}`,
                label: one.label(),
                keys: one.keys?.toUpperCase(),
                // After the palette has gone, so that what opens is not closed with it.
                run: () => setTimeout(() => one.run(targets)),
              })),
          },
        ]),
    ...(only || mate === undefined || !fits(awayLabel)
      ? []
      : [
          {
            options: [{ id: "away", label: awayLabel, run: () => void sayAway(client, mate) }],
          },
        ]),
    {
      title: m.desk_palette_conversations(),
      options: cases.map((one) => ({
        id: one.id,
        label: one.customer.full_name,
        detail: [one.number, one.title].filter(Boolean).join(" · "),
        mark: <MessageSquare {...icon} />,
        run: () => go(deskAddress(one.id), { state: { section: "chat" } }),
      })),
    },
    ...(only
      ? []
      : [
          {
            title: m.desk_palette_people(),
            options: team
              .filter(({ person }) => fits(person.full_name))
              .map(({ person }) => ({
                id: `person-${person.id}`,
                label: m.desk_palette_of({ name: person.full_name }),
                mark: <UserRound {...icon} />,
                run: () => lookAt({ view: "all", assignee_id: person.id }),
              })),
          },
        ]),
  ];
  return (
    <PickSheet
      title={only ? m.desk_do_find() : m.desk_palette_title()}
      placeholder={only ? m.desk_find_placeholder() : m.desk_palette_placeholder()}
      groups={groups}
      onQuery={setQuery}
      busy={busy}
      onClose={onClose}
    />
  );
}
