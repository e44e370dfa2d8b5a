import { type QuickAnswer, randomId, RelaisError } from "@relais/client";
import { useClient } from "@relais/react";
import { useCallback, useEffect, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { toast } from "../../design/Toast.tsx";
import { explain } from "../../session/refusal.ts";

/** An answer while it is edited; the key is the page's own. */
export type Row = { key: string; answer: QuickAnswer };

type Loaded = { rows: readonly Row[]; edited: boolean };

const rowsOf = (answers: readonly QuickAnswer[]): Row[] =>
  answers.map((answer) => ({ key: answer.id, answer }));

/** The answers of one kind: read, changed here, written as a whole. Nothing is kept before it is saved. */
export function useAnswers(kind: string) {
  const { http } = useClient();
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [fields, setFields] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);
  const [changed, setChanged] = useState(false);

  const read = useCallback(async () => {
    try {
      const { answers, edited } = await http.quickAnswers(kind);
      setLoaded({ rows: rowsOf(answers), edited });
      setFailed(null);
    } catch (error) {
      setFailed(explain(error));
    }
  }, [http, kind]);
  useEffect(() => {
    // What was loaded is shown once it has come; nothing is set before.
    void Promise.resolve().then(read);
  }, [read]);

  const run = async (work: () => ReturnType<typeof http.quickAnswers>, said: string) => {
    setBusy(true);
    try {
      const { answers, edited } = await work();
      setLoaded({ rows: rowsOf(answers), edited });
      setFields({});
      setChanged(false);
      toast(said);
    } catch (error) {
      const wrong = error instanceof RelaisError ? error.refusal.fields : undefined;
      setFields(wrong ?? {});
      toast(explain(error));
    }
    setBusy(false);
  };
  const change = (next: (rows: readonly Row[]) => readonly Row[]) => {
    // What was wrong is named by place: it says nothing of rows that moved.
    setFields({});
    setChanged(true);
    setLoaded((now) => now && { ...now, rows: next(now.rows) });
  };
  return {
    loaded,
    failed,
    fields,
    busy,
    changed,
    again: () => void read(),
    change,
    save: () =>
      void run(
        () => http.setQuickAnswers(kind, loaded?.rows.map(({ answer }) => answer) ?? []),
        m.answers_saved(),
      ),
    reset: () => void run(() => http.resetQuickAnswers(kind), m.answers_saved()),
  };
}

/** A new answer at the end; its id is for good, so it is no word of the text, which may change. */
export function freshRow(): Row {
  const id = `own_${randomId().slice(0, 8)}`;
  return { key: id, answer: { id, text: { fr: "", en: "" }, statuses: [], roles: [] } };
}

/** The row one place up or down, if there is one. */
export function moved(rows: readonly Row[], index: number, by: 1 | -1): readonly Row[] {
  const to = index + by;
  const row = rows[index];
  if (row === undefined || to < 0 || to >= rows.length) return rows;
  const others = rows.filter((_, at) => at !== index);
  return [...others.slice(0, to), row, ...others.slice(to)];
}
