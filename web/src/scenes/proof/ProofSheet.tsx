import type { CaseView, ProofInput } from "@relais/client";
import { limits } from "@relais/protocol";
import { useClient, useConnection } from "@relais/react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Field } from "../../design/Field.tsx";
import { Notice } from "../../design/Notice.tsx";
import { Sheet } from "../../design/Sheet.tsx";
import { inLanguage, type Transition } from "../../kind/kind.ts";
import { useMe } from "../../session/me.ts";
import { explain, refusalIn } from "../../session/refusal.ts";
import { PhotoField } from "./PhotoField.tsx";
import { photosOf } from "./photos.ts";
import { useWords } from "./words.ts";

type ProofSheetProps = {
  subject: CaseView;
  step: Transition;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Takes the step as it is, without a proof; answers nothing where that did not succeed. */
  onWithout: () => Promise<unknown>;
};

type Problem = { text: string; fields: Readonly<Record<string, string>> };

/**
 * What a step is proved by, before it is taken: who received it, photos, a code, a note. Everything that is not required
 * may be left out, and what was typed or photographed stays when the form is closed.
 */
export function ProofSheet({ subject, step, open, onOpenChange, onWithout }: ProofSheetProps) {
  const client = useClient();
  const me = useMe();
  const connected = useConnection().status === "connected";
  const photos = photosOf(client, subject.id);
  const shown = useSyncExternalStore(photos.subscribe, photos.get);
  const { words, write, clear } = useWords(me.id, subject.id);
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const demand = step.proof ?? {};
  // Of the office nothing is required: it was not there.
  const owes = subject.assignee?.id === me.id;
  const required = (part: keyof typeof demand) => owes && demand[part] === "required";
  const skippable = !(["received_by", "photos", "code"] as const).some(required);

  // What broke off goes on once the network is back.
  useEffect(() => {
    if (connected) photos.again();
  }, [connected, photos]);

  async function without() {
    setBusy(true);
    const taken = await onWithout();
    setBusy(false);
    if (taken) leave();
  }

  function leave() {
    clear();
    photos.clear();
    onOpenChange(false);
  }

  async function send() {
    setProblem(null);
    setBusy(true);
    try {
      photos.again();
      await photos.settled();
      const kept = photos.get();
      // What is wrong with it stands at the photos.
      if (kept.some(({ state }) => state !== "there")) return;
      const proof: ProofInput = {
        ...(words.name.trim() && { received_by: words.name.trim() }),
        ...(kept.length > 0 && { photos: kept.flatMap(({ id }) => id ?? []) }),
        ...(code.trim() && { code: code.trim() }),
      };
      const note = words.note.trim() || undefined;
      if (note === undefined && Object.keys(proof).length === 0 && skippable) {
        if (await onWithout()) leave();
      } else {
        await client.http.changeStatus(subject.id, step.to, note, proof);
        leave();
      }
    } catch (error) {
      const refusal = refusalIn(error);
      if (refusal?.code === "code_wrong" || refusal?.code === "code_blocked") {
        return setProblem({ text: "", fields: { "proof.code": refusal.message } });
      }
      // A sentence that only says that a field is named below stays away.
      const named = refusal?.code === "invalid_body" && refusal.fields !== undefined;
      setProblem({
        text: named ? "" : explain(error, m.proof_unreachable()),
        fields: refusal?.fields ?? {},
      });
    } finally {
      setBusy(false);
    }
  }

  const errorOf = (part: string) => problem?.fields[`proof.${part}`] ?? null;
  return (
    <Sheet
      open={open}
      onOpenChange={onOpenChange}
      title={inLanguage(step.action)}
      text={subject.title}
    >
      {/* No form: what is typed is kept, so nothing has to be asked when it is closed. */}
      <div className="flex flex-col gap-5">
        {demand.code && (
          <Field
            label={m.proof_code()}
            optional={!required("code")}
            error={errorOf("code")}
            hint={m.proof_code_hint({ name: subject.customer.full_name })}
          >
            {({ className, ...attributes }) => (
              <input
                {...attributes}
                type="text"
                inputMode="numeric"
                autoComplete="off"
                maxLength={8}
                className={`${className} figures`}
                style={{ letterSpacing: "0.3em" }}
                value={code}
                onChange={(event) => setCode(event.target.value)}
              />
            )}
          </Field>
        )}
        {demand.photos && (
          <PhotoField
            photos={photos}
            shown={shown}
            connected={connected}
            required={required("photos")}
            error={errorOf("photos")}
          />
        )}
        {demand.received_by && (
          <Field
            label={m.proof_received_by()}
            optional={!required("received_by")}
            error={errorOf("received_by")}
            hint={
              words.name === "" && (
                <ReceiverOffer
                  name={subject.customer.full_name}
                  onTake={(name) => write({ name })}
                />
              )
            }
          >
            {(attributes) => (
              <input
                {...attributes}
                type="text"
                dir="auto"
                autoComplete="off"
                autoCapitalize="words"
                enterKeyHint="done"
                maxLength={limits.receiverCharacters}
                value={words.name}
                onChange={(event) => write({ name: event.target.value })}
              />
            )}
          </Field>
        )}
        <Field
          label={m.proof_note()}
          optional
          error={problem?.fields.note}
          hint={m.proof_note_hint()}
        >
          {(attributes) => (
            <textarea
              {...attributes}
              rows={2}
              dir="auto"
              value={words.note}
              onChange={(event) => write({ note: event.target.value })}
            />
          )}
        </Field>
        {!connected && <Notice tone="info">{m.proof_no_network()}</Notice>}
        {problem?.text && <Notice tone="danger">{problem.text}</Notice>}
        <div className="flex flex-col gap-2">
          <Button wide busy={busy} onClick={() => void send()}>
            {inLanguage(step.action)}
          </Button>
          {!connected && skippable && (
            <Button look="plain" busy={busy} onClick={() => void without()}>
              {m.proof_without()}
            </Button>
          )}
        </div>
      </div>
    </Sheet>
  );
}

/** Mostly it is who the parcel is for: one tap instead of a name typed at a door. */
function ReceiverOffer({ name, onTake }: { name: string; onTake: (name: string) => void }) {
  return (
    <button
      type="button"
      onClick={() => onTake(name)}
      className="min-h-11 rounded-full bg-brand-soft px-4 text-15 font-semibold text-brand wrap-anywhere"
    >
      {name}
    </button>
  );
}
