import { Archive, ArchiveRestore } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { RemovedNoun } from "@relais/client/admin";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Confirm } from "../../design/Confirm.tsx";
import { Field } from "../../design/Field.tsx";
import { Notice } from "../../design/Notice.tsx";
import { Sheet } from "../../design/Sheet.tsx";
import { toast } from "../../design/Toast.tsx";
import { useChange } from "./use-admin.ts";

type NounSheetProps = {
  noun: { readonly name: string; readonly archived: boolean };
  /** What is said of it, for under its name. */
  text: string;
  save: (name: string) => Promise<unknown>;
  restore: () => Promise<unknown>;
  remove: () => Promise<RemovedNoun>;
  /** Something may have changed. */
  onDone: () => void;
  onClose: () => void;
  /** The fields besides its name. */
  children?: (errors: Readonly<Record<string, string>>) => ReactNode;
};

/** One department, category or equipment: its words, and the way out or back. */
export function NounSheet(props: NounSheetProps) {
  const { noun, text, save, restore, remove, onDone, onClose, children } = props;
  const [name, setName] = useState(noun.name);
  const [asking, setAsking] = useState(false);
  const { busy, fields, run } = useChange();
  const change = async (work: () => Promise<unknown>, said: string) => {
    if ((await run(work, said)) === undefined) return;
    onDone();
    onClose();
  };
  const takeAway = async () => {
    const removed = await run(remove);
    setAsking(false);
    if (removed === undefined) return;
    toast(removed.archived ? m.admin_noun_archived() : m.admin_noun_deleted());
    onDone();
    onClose();
  };
  return (
    <>
      <Sheet
        open={!asking}
        // The question takes its place, and gives it back.
        onOpenChange={(open) => !open && !asking && onClose()}
        title={noun.name}
        text={text}
      >
        <form
          noValidate
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void change(() => save(name.trim()), m.admin_saved());
          }}
        >
          {noun.archived && <Notice tone="info">{m.admin_noun_is_archived()}</Notice>}
          <Field label={m.admin_name()} error={fields.name}>
            {(attributes) => (
              <input
                {...attributes}
                maxLength={200}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
              />
            )}
          </Field>
          {children?.(fields)}
          <Button type="submit" wide busy={busy} disabled={name.trim() === ""}>
            {m.admin_save()}
          </Button>
          {noun.archived ? (
            <Button
              look="quiet"
              wide
              busy={busy}
              onClick={() => void change(restore, m.admin_noun_restored())}
            >
              <ArchiveRestore size={20} strokeWidth={1.75} aria-hidden="true" />
              {m.admin_noun_restore()}
            </Button>
          ) : (
            <Button look="danger" wide onClick={() => setAsking(true)}>
              <Archive size={20} strokeWidth={1.75} aria-hidden="true" />
              {m.admin_noun_remove()}
            </Button>
          )}
        </form>
      </Sheet>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={m.admin_noun_remove_title({ name: noun.name })}
        text={m.admin_noun_remove_text()}
        action={m.admin_noun_remove()}
        busy={busy}
        onConfirm={() => void takeAway()}
      />
    </>
  );
}
