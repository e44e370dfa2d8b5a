import type { DeskEntry } from "@relais/client/desk";
import { useReadable } from "@relais/react";
import { useEffect, useState } from "react";
import { useCaseList } from "../../session/CasesProvider.tsx";
import { useDeskState } from "./desk-store.ts";
import { useDeskClient } from "./use-desk.ts";

const calmMs = 300;

/** The line of a case, kept current whether the view that is shown holds it or not. */
export function useEntry(id: string): DeskEntry | undefined {
  const desk = useDeskClient();
  const { revision } = useCaseList();
  const { entries } = useReadable(desk.list(useDeskState().query).state);
  const [, setRead] = useState(0);
  const listed = entries.some((entry) => entry.case.id === id);
  useEffect(() => {
    if (listed) return;
    let live = true;
    // What fails is asked again with the next piece of news.
    const read = () =>
      desk
        .read(id)
        .then(() => live && setRead(revision + 1))
        .catch(() => {});
    const timer = setTimeout(() => void read(), desk.entry(id) === undefined ? 0 : calmMs);
    return () => {
      live = false;
      clearTimeout(timer);
    };
  }, [desk, id, listed, revision]);
  return desk.entry(id);
}
