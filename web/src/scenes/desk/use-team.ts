import type { DeskTeammate } from "@relais/client/desk";
import { useEffect, useState } from "react";
import { useDeskClient } from "./use-desk.ts";

/** Whom cases can be given to; empty until it is known. */
export function useTeam(): { team: readonly DeskTeammate[]; loading: boolean } {
  const desk = useDeskClient();
  const [team, setTeam] = useState<readonly DeskTeammate[] | null>(null);
  useEffect(() => {
    let live = true;
    const load = async () => {
      const people = await desk.team().catch(() => []);
      if (live) setTeam(people);
    };
    void load();
    return () => {
      live = false;
    };
  }, [desk]);
  return { team: team ?? [], loading: team === null };
}
