import type { RoomLine } from "@relais/client";
import { useClient } from "@relais/react";
import { useCallback, useEffect, useState } from "react";
import { useCaseList } from "../../session/CasesProvider.tsx";

/** While somebody types, what they look for is not asked for with every letter. */
const pauseMs = 200;

/** One's rooms, put away ones too; asked for again whenever something happens in one of them. */
export function useRooms(words: string) {
  const client = useClient();
  const { cases, counters } = useCaseList();
  const [rooms, setRooms] = useState<RoomLine[] | null>(null);
  const [failed, setFailed] = useState(false);
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((count) => count + 1), []);
  useEffect(() => {
    let live = true;
    const load = async () => {
      try {
        const found = await client.http.rooms({
          archived: "true",
          ...(words !== "" && { q: words }),
        });
        if (!live) return;
        setRooms(found.rooms);
        setFailed(false);
      } catch {
        if (live) setFailed(true);
      }
    };
    const timer = setTimeout(() => void load(), words === "" ? 0 : pauseMs);
    return () => {
      live = false;
      clearTimeout(timer);
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- these three say that something has changed
  }, [client, words, cases, counters, round]);
  /** Shown at once; asked for again when it did not succeed. */
  const archive = (room: RoomLine, archived: boolean) => {
    const id = room.conversation_id;
    const shown = (one: RoomLine) => (one.conversation_id === id ? { ...one, archived } : one);
    setRooms((before) => before?.map(shown) ?? null);
    client.http.archive(id, archived).then(again, again);
  };
  return { rooms, failed, again, archive };
}
