import { ChevronRight, Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Field } from "../../design/Field.tsx";
import { cardClasses, Panel, With } from "./Panel.tsx";
import type { Loaded } from "./use-admin.ts";

type Item = { readonly id: string; readonly archived: boolean };
type Line = { readonly title: string; readonly text: string };

type NounProps<One extends Item> = {
  title: string;
  text: string;
  loaded: Pick<Loaded<readonly One[]>, "value" | "failed" | "again">;
  lineOf: (item: One) => Line;
  onChoose: (item: One) => void;
  /** Resolves true when it was added. */
  add: (name: string) => Promise<boolean>;
  busy: boolean;
  error: string | undefined;
  /** What is said of one besides its name. */
  children?: ReactNode;
  /** The one that was chosen. */
  sheet: ReactNode;
};

/** A list of names, the form that adds one, and those of the archive below. */
export function Noun<One extends Item>(props: NounProps<One>) {
  const { title, text, loaded, lineOf, onChoose, add, busy, error, children, sheet } = props;
  const [name, setName] = useState("");
  const submit = async () => {
    if (name.trim() !== "" && (await add(name.trim()))) setName("");
  };
  return (
    <Panel title={title} text={text}>
      <form
        noValidate
        className={`${cardClasses} flex flex-col gap-4 p-4`}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Field label={m.admin_name()} error={error}>
          {(attributes) => (
            <input
              {...attributes}
              maxLength={200}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
        </Field>
        {children}
        <Button type="submit" className="self-start" busy={busy} disabled={name.trim() === ""}>
          <Plus size={20} strokeWidth={1.75} aria-hidden="true" />
          {m.admin_add()}
        </Button>
      </form>
      <With loaded={loaded}>
        {(items) => {
          const lines = (archived: boolean) =>
            items
              .filter((item) => item.archived === archived)
              .map((item) => ({ ...lineOf(item), id: item.id, choose: () => onChoose(item) }));
          const archive = lines(true);
          return (
            <>
              <Lines lines={lines(false)} />
              {archive.length > 0 && (
                <section className="flex flex-col gap-2" aria-label={m.admin_archive()}>
                  <h3 className="text-15 font-semibold">{m.admin_archive()}</h3>
                  <p className="text-13 text-pretty text-ink-2">{m.admin_archive_text()}</p>
                  <Lines lines={archive} />
                </section>
              )}
            </>
          );
        }}
      </With>
      {sheet}
    </Panel>
  );
}

function Lines({ lines }: { lines: readonly (Line & { id: string; choose: () => void })[] }) {
  if (lines.length === 0) {
    return <p className="py-6 text-center text-15 text-ink-2">{m.admin_list_none()}</p>;
  }
  return (
    <ul className={`${cardClasses} divide-y divide-line overflow-hidden`}>
      {lines.map(({ id, title, text, choose }) => (
        <li key={id}>
          <button
            type="button"
            className="flex min-h-13 w-full items-center gap-4 px-4 py-2 text-start hover:bg-sunken"
            onClick={choose}
          >
            <span className="flex min-w-0 flex-1 flex-col tablet:flex-row tablet:items-center tablet:gap-4">
              <span className="min-w-0 flex-1 truncate text-15 font-medium">{title}</span>
              {text !== "" && (
                <span className="min-w-0 text-13 text-ink-2 tablet:truncate">{text}</span>
              )}
            </span>
            <ChevronRight
              size={18}
              strokeWidth={1.75}
              aria-hidden="true"
              className="shrink-0 text-ink-2"
            />
          </button>
        </li>
      ))}
    </ul>
  );
}
