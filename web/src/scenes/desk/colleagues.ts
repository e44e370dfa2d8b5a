import type { Client } from "@relais/client";
import { useClient, useReadable } from "@relais/react";
import { firstName } from "@relais/react/headless";
import { useEffect } from "react";
import { m } from "../../catalogue/index.ts";
import { useMe } from "../../session/SignedIn.tsx";

/** What colleagues do at a case; null when nobody else is there. */
export type Beside = { readonly text: string; readonly writing: boolean } | null;

/** The others at this case: who writes comes before who only looks. */
export function useBeside(caseId: string): Beside {
  const me = useMe();
  const there = useReadable(useClient().colleagues)[caseId] ?? [];
  const others = there.filter(({ person }) => person.id !== me.id);
  const writers = others.filter(({ writing }) => writing);
  const shown = writers.length > 0 ? writers : others;
  if (shown.length === 0) return null;
  const names = shown.map(({ person }) => firstName(person.full_name)).join(", ");
  const many = shown.length > 1;
  if (writers.length === 0) {
    return {
      text: many ? m.colleague_look({ names }) : m.colleague_looks({ names }),
      writing: false,
    };
  }
  return {
    text: many ? m.colleague_write({ names }) : m.colleague_writes({ names }),
    writing: true,
  };
}

/** Says to colleagues that one is at this case, for as long as the page is in sight. */
export function useAttend(caseId: string): void {
  const client: Client = useClient();
  useEffect(() => {
    const say = () => client.attend(document.visibilityState === "visible" ? caseId : null);
    say();
    document.addEventListener("visibilitychange", say);
    return () => {
      document.removeEventListener("visibilitychange", say);
      client.attend(null);
    };
  }, [client, caseId]);
}
