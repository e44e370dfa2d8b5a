import { statusOf } from "@relais/react/headless";
import type { CaseView, KindView, Me } from "@relais/client";
import { m } from "../../catalogue/index.ts";
import { inLanguage, stepsFor, type Transition } from "../../kind/kind.ts";
import { useKinds } from "../../kind/KindsProvider.tsx";
import { useMe } from "../../session/SignedIn.tsx";
import { actOn, closeSoon, endingsOf } from "./act.ts";
import { type PickOption, PickSheet } from "./PickSheet.tsx";
import type { ChoiceProps } from "./sheets.tsx";
import { useDeskClient } from "./use-desk.ts";

/** The steps that lead on from where these cases stand, as far as all of them have them. What ends them is apart. */
export function MoveSheet({ ids, onClose }: ChoiceProps) {
  const me = useMe();
  const desk = useDeskClient();
  const kinds = useKinds();
  const subjects = ids.flatMap((id) => desk.entry(id)?.case ?? []);
  const [first, ...others] = subjects.map((subject) => onwards(kinds, subject, me));
  const steps = (first ?? []).filter(({ to }) =>
    others.every((their) => their.some((step) => step.to === to)),
  );
  const kind = kinds.find(({ name }) => name === subjects[0]?.kind);
  const options: PickOption[] = steps.map(({ to, action }) => {
    const title = statusOf(kind, to)?.title;
    const status = title ? inLanguage(title) : to;
    return {
      id: to,
      label: status,
      detail: inLanguage(action),
      run: () =>
        void actOn(desk, ids, { do: "move", status: to }, (count) =>
          m.desk_moved({ count, status }),
        ),
    };
  });
  return (
    <PickSheet
      title={m.desk_move_title({ count: ids.length })}
      placeholder={m.desk_move_search()}
      groups={[{ options }]}
      onClose={onClose}
      nothing={m.desk_move_none()}
    />
  );
}

function onwards(kinds: readonly KindView[], subject: CaseView, me: Me): Transition[] {
  const kind = kinds.find(({ name }) => name === subject.kind);
  const { next, others } = stepsFor(kind, subject, me);
  return [...(next ? [next] : []), ...others].filter(({ to }) => !statusOf(kind, to)?.ends);
}

/** How it ends: the ends that its kind has from here; for several, the good one of each. */
export function CloseSheet({ ids, onClose }: ChoiceProps) {
  const desk = useDeskClient();
  const kinds = useKinds();
  const only = ids.length === 1 ? desk.entry(ids[0] ?? "")?.case : undefined;
  const endings = only
    ? endingsOf(
        kinds.find(({ name }) => name === only.kind),
        only,
      )
    : [];
  const options: PickOption[] = only
    ? endings.map(({ to, action }) => ({
        id: to,
        label: inLanguage(action),
        run: () => closeSoon(desk, ids, { do: "move", status: to }),
      }))
    : [
        {
          id: "close",
          label: m.desk_close_all({ count: ids.length }),
          detail: m.desk_close_all_hint(),
          run: () => closeSoon(desk, ids, { do: "close" }),
        },
      ];
  return (
    <PickSheet
      title={m.desk_close_title({ count: ids.length })}
      placeholder={m.desk_close_search()}
      groups={[{ options }]}
      onClose={onClose}
      nothing={m.desk_close_none()}
    />
  );
}
