import type {
  DeskAction,
  DeskActionAnswer,
  DeskCounts,
  DeskEntry,
  DeskQuery,
  DeskSavedViews,
  DeskTeam,
} from "@relais/protocol";
import { type Clock, systemClock } from "../clock.ts";
import { Value } from "../readable.ts";
import type { Client } from "../types.ts";
import { SyncedDeskList } from "./desk-list.ts";
import type { Desk, DeskList } from "./types.ts";

/** Numbers beside words may be a moment old. */
const countSpacingMs = 2_000;

const keptAlone = 200;

/** The desk over a client: lists and counts that stay current for as long as somebody looks at them. */
export function createDesk(client: Client, clock: Clock = systemClock): Desk {
  const { http } = client;
  const lists = new Map<string, SyncedDeskList>();
  /** Lines that were read by themselves; a few, the oldest goes first. */
  const single = new Map<string, DeskEntry>();
  const keep = (entry: DeskEntry): void => {
    single.delete(entry.case.id);
    single.set(entry.case.id, entry);
    const [oldest] = single.keys();
    if (single.size > keptAlone && oldest !== undefined) single.delete(oldest);
  };
  let counting: Promise<void> | undefined;
  let countAgain = false;
  const counts = new Value<DeskCounts | null>(null, (watched) => watched && void count());

  const count = (): Promise<void> => {
    countAgain = counting !== undefined;
    counting ??= http
      .call<DeskCounts>({ path: "/v1/desk/counts" })
      .then((counted) => counts.set(counted))
      // The next piece of news asks again.
      .catch(() => {})
      .finally(() => {
        clock.after(countSpacingMs, () => {
          counting = undefined;
          if (countAgain && counts.isWatched) void count();
        });
      });
    return counting;
  };

  client.renewals.subscribe(() => {
    revision = 0;
    single.clear();
    for (const list of lists.values()) list.beginAnew();
    if (counts.isWatched) void count();
  });
  let revision = 0;
  client.cases.subscribe(() => {
    const heard = client.cases.get().revision;
    if (heard <= revision) return;
    revision = heard;
    for (const list of lists.values()) list.hear(heard);
    if (counts.isWatched) void count();
  });
  let connected = false;
  client.connection.subscribe(() => {
    const now = client.connection.get().status === "connected";
    if (now && !connected) void refresh();
    connected = now;
  });

  const refresh = async (): Promise<void> => {
    const watched = [...lists.values()].filter((list) => list.state.isWatched);
    await Promise.all([
      ...watched.map((list) => list.refresh()),
      ...(counts.isWatched ? [count()] : []),
    ]);
  };

  return {
    counts,
    list(query: DeskQuery): DeskList {
      const key = JSON.stringify(Object.entries(query).sort());
      let list = lists.get(key);
      if (list === undefined) {
        list = new SyncedDeskList({ http, clock }, query);
        lists.set(key, list);
      }
      return list;
    },
    entry(caseId: string): DeskEntry | undefined {
      let newest: DeskEntry | undefined = single.get(caseId);
      for (const list of lists.values()) {
        const held = list.state.get().entries.find((entry) => entry.case.id === caseId);
        if (held && (newest === undefined || held.position > newest.position)) newest = held;
      }
      return newest;
    },
    async read(caseId: string): Promise<DeskEntry> {
      const entry = await http.call<DeskEntry>({
        path: `/v1/desk/cases/${encodeURIComponent(caseId)}`,
      });
      keep(entry);
      return entry;
    },
    async act(caseIds: readonly string[], action: DeskAction) {
      const { results } = await http.call<DeskActionAnswer>({
        path: "/v1/desk/actions",
        body: { case_ids: caseIds, action },
      });
      for (const { entry } of results) if (entry) keep(entry);
      await refresh();
      return results;
    },
    async seen(caseId: string): Promise<void> {
      await http.call({ path: `/v1/desk/cases/${encodeURIComponent(caseId)}/seen`, body: {} });
    },
    team: async () => (await http.call<DeskTeam>({ path: "/v1/desk/team" })).people,
    savedViews: async () => (await http.call<DeskSavedViews>({ path: "/v1/desk/views" })).views,
    saveViews: async (views) =>
      (
        await http.call<DeskSavedViews>({
          method: "PUT",
          path: "/v1/desk/views",
          body: { views },
        })
      ).views,
  };
}
