import type { EmbeddingView } from "@relais/protocol";
import { KeyRound, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Confirm } from "../../design/Confirm.tsx";
import { Field } from "../../design/Field.tsx";
import { IconButton } from "../../design/IconButton.tsx";
import { Notice } from "../../design/Notice.tsx";
import { longDate } from "../../format/time.ts";
import { CopyText } from "./CopyText.tsx";
import type { EmbeddingControl } from "./SiteForm.tsx";

const icon = { size: 20, strokeWidth: 1.75, "aria-hidden": true } as const;

type KeysProps = { embedding: EmbeddingView; control: EmbeddingControl };

/** By what the site's own server says who somebody is. */
export function Keys({ embedding: { keys, site }, control }: KeysProps) {
  const { secret, busy, fields } = control;
  const [ending, setEnding] = useState<string | null>(null);
  const [pasting, setPasting] = useState(false);
  const [pem, setPem] = useState("");
  const end = async () => {
    if (ending !== null) await control.removeKey(ending);
    setEnding(null);
  };
  const give = async () => {
    if (!(await control.addKey(pem))) return;
    setPasting(false);
    setPem("");
  };
  return (
    <section className="flex flex-col gap-4 border-t border-line pt-6">
      <div className="flex flex-col gap-1">
        <h3 className="text-17">{m.site_keys()}</h3>
        <p className="text-15 text-pretty text-ink-2">{m.site_keys_text({ site })}</p>
      </div>
      {secret !== null && (
        <>
          <Notice tone="info">{m.site_secret()}</Notice>
          <CopyText text={secret} label={m.site_secret_copy()} />
        </>
      )}
      {keys.length > 0 && (
        <ul className="flex flex-col gap-1">
          {keys.map(({ id, algorithm, created_at, ends_at }) => (
            <li key={id} className="flex min-h-11 items-center gap-3">
              <KeyRound {...icon} className="shrink-0 text-ink-2" />
              <span className="min-w-0 flex-1 text-15">
                {algorithm} · {longDate(created_at)}
                {ends_at !== null && (
                  <span className="block text-13 text-ink-2">
                    {m.site_key_until({ date: longDate(ends_at) })}
                  </span>
                )}
              </span>
              <IconButton icon={Trash2} label={m.site_key_end()} onClick={() => setEnding(id)} />
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-2">
        <Button look="quiet" busy={busy} onClick={() => void control.addKey()}>
          <Plus {...icon} />
          {m.site_key_secret()}
        </Button>
        <Button look="plain" aria-expanded={pasting} onClick={() => setPasting(!pasting)}>
          {m.site_key_own()}
        </Button>
      </div>
      {pasting && (
        <div className="flex flex-col gap-3">
          <Field label={m.site_key_public()} error={fields.public_key}>
            {({ className, ...attributes }) => (
              <textarea
                {...attributes}
                className={`${className} resize-y`}
                rows={5}
                dir="ltr"
                spellCheck={false}
                placeholder="-----BEGIN PUBLIC KEY-----"
                value={pem}
                onChange={(event) => setPem(event.currentTarget.value)}
              />
            )}
          </Field>
          <Button busy={busy} onClick={() => void give()}>
            {m.site_key_give()}
          </Button>
        </div>
      )}
      <Confirm
        open={ending !== null}
        onOpenChange={() => setEnding(null)}
        title={m.site_key_end_title()}
        text={m.site_key_end_text()}
        action={m.site_key_end()}
        busy={busy}
        onConfirm={() => void end()}
      />
    </section>
  );
}
