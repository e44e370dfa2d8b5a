import type { Client } from "@relais/client";
import {
  createDesk,
  type Desk,
  type DeskEntry,
  type DeskList,
  type DeskListState,
} from "@relais/client/desk";
import { useClient, useReadable } from "@relais/react";
import { useMemo } from "react";
import { useMe } from "../../session/SignedIn.tsx";
import { useDeskState } from "./desk-store.ts";
import { holding } from "./held-line.ts";
import { useKeptList } from "./kept-list.ts";

const desks = new WeakMap<Client, Desk>();

/** The desk of the person who is signed in. */
export function deskOf(client: Client): Desk {
  let desk = desks.get(client);
  if (desk === undefined) {
    desk = createDesk(client);
    desks.set(client, desk);
  }
  return desk;
}

export const useDeskClient = (): Desk => deskOf(useClient());

/** The list that is looked at. */
export function useDeskList(): { list: DeskList; state: DeskListState } {
  const { query } = useDeskState();
  const list = useDeskClient().list(query);
  const state = useReadable(list.state);
  return { list, state: useKeptList(useMe().id, query, state) };
}

/** Its lines as they are shown. */
export function useDeskLines(): readonly DeskEntry[] {
  const { entries } = useDeskList().state;
  const { held } = useDeskState();
  return useMemo(() => holding(entries, held), [entries, held]);
}
