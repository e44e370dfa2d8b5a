import {
  type Attachment,
  type Procedure,
  type ProcedureContent,
  randomId,
  RelaisError,
} from "@relais/client";
import { useClient } from "@relais/react";
import { useCallback, useEffect, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { toast } from "../../design/Toast.tsx";
import { useGo } from "../../navigation/place.ts";
import { explain } from "../../session/refusal.ts";

/** A procedure while it is edited: as it is read, pictures whole. */
export type Draft = Pick<Procedure, "title" | "description" | "variables" | "steps">;
export type DraftStep = Draft["steps"][number];

export const freshId = (): string => `s-${randomId().slice(0, 12)}`;
export const freshStep = (): DraftStep => ({
  id: freshId(),
  text: "",
  pictures: [],
  if_failed: null,
});

const empty = (): Draft => ({ title: "", description: "", variables: [], steps: [freshStep()] });

/** One procedure: read, changed here, written as a whole. Nothing is kept before it is saved. */
export function useProcedure(id: string | null) {
  const { http } = useClient();
  const go = useGo();
  const [read, setRead] = useState<Procedure | null>(null);
  const [draft, setDraft] = useState<Draft | null>(id === null ? empty() : null);
  const [failed, setFailed] = useState<string | null>(null);
  const [fields, setFields] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);
  const [changed, setChanged] = useState(false);

  const show = useCallback((procedure: Procedure) => {
    setRead(procedure);
    setDraft(procedure);
    setChanged(false);
    setFields({});
  }, []);
  const load = useCallback(async () => {
    if (id === null) return;
    try {
      show(await (await http.procedures()).get(id));
      setFailed(null);
    } catch (error) {
      setFailed(explain(error));
    }
  }, [http, id, show]);
  useEffect(() => {
    void Promise.resolve().then(load);
  }, [load]);

  const run = async (work: () => Promise<Procedure>, said: string) => {
    setBusy(true);
    try {
      const written = await work();
      show(written);
      toast(said);
      if (id === null) go(`/procedures/${written.id}`, { replace: true });
    } catch (error) {
      setFields((error instanceof RelaisError && error.refusal.fields) || {});
      toast(explain(error));
    }
    setBusy(false);
  };
  return {
    read,
    draft,
    failed,
    fields,
    busy,
    changed,
    again: () => void load(),
    change: (next: Partial<Draft>) => {
      // What was wrong is named by place: it says nothing of steps that moved.
      setFields({});
      setChanged(true);
      setDraft((now) => now && { ...now, ...next });
    },
    save: () =>
      void run(async () => {
        const content = contentOf(draft ?? empty());
        const calls = await http.procedures();
        return read === null ? calls.create(content) : calls.edit(read.id, read.newest, content);
      }, m.procedure_saved()),
    archive: (archived: boolean) =>
      void run(
        async () => (await http.procedures()).archive(read?.id ?? "", archived),
        archived ? m.procedure_archived() : m.procedure_back(),
      ),
    addPicture: async (file: File): Promise<Attachment | null> => {
      try {
        return await (await http.procedures()).addPicture(file, file.name);
      } catch (error) {
        toast(explain(error));
        return null;
      }
    },
  };
}

/** An action as it is written: its pictures by their ids. */
const written = <Action extends { pictures: Attachment[] }>(action: Action) => ({
  ...action,
  pictures: action.pictures.map(({ id }) => id),
});

function contentOf({ title, description, variables, steps }: Draft): ProcedureContent {
  return {
    title,
    description,
    variables,
    steps: steps.map((step) => ({
      ...written(step),
      if_failed: step.if_failed && { ...step.if_failed, steps: step.if_failed.steps.map(written) },
    })),
  };
}
