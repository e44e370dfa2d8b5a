import type { Visit } from "@relais/client";
import { checkText, limits, type NewGuest } from "@relais/protocol";
import { firstName } from "@relais/react/headless";
import { type FormEvent, useEffect, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Field } from "../../design/Field.tsx";
import { Notice } from "../../design/Notice.tsx";
import { explain, refusalIn } from "../../session/refusal.ts";
import type { Writer } from "./door.ts";

type StartProps = {
  writer: Writer;
  begin: (text: string, guest: NewGuest | null) => Promise<Visit>;
  onBegun: (visit: Visit) => void;
};

/** Where nothing has been said yet: who one is, unless the site says it, and the first message. */
export function Start({ writer, begin, onBegun }: StartProps) {
  const [name, setName] = useState("");
  const [contact, setContact] = useState("");
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [tried, setTried] = useState(false);
  const online = useOnline();
  const fields = refusalIn(problem)?.fields ?? {};
  const missing = {
    name: writer === null && name.trim() === "" ? m.embed_name_missing() : null,
    text: checkText(text, limits.textCharacters).ok ? null : m.embed_text_missing(),
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (busy || missing.name !== null || missing.text !== null) return;
    setBusy(true);
    setProblem(null);
    try {
      onBegun(await begin(text, writer === null ? guestOf(name, contact) : null));
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <form
      className="flex min-h-full flex-col gap-5 p-5"
      noValidate
      onSubmit={(event) => void submit(event)}
    >
      <div className="flex flex-col gap-1">
        <h2 className="text-20">
          {writer === null
            ? m.embed_hello()
            : m.embed_hello_name({ name: firstName(writer.full_name) })}
        </h2>
        <p className="text-15 text-pretty text-ink-2">{m.embed_lead()}</p>
      </div>
      {!online && <Notice tone="info">{m.embed_offline()}</Notice>}
      {problem !== null && Object.keys(fields).length === 0 && (
        <Notice tone="danger">{explain(problem)}</Notice>
      )}
      {writer === null && (
        <>
          <Field
            label={m.embed_name()}
            error={(tried && missing.name) || fields["guest.full_name"]}
          >
            {(attributes) => (
              <input
                {...attributes}
                autoComplete="name"
                maxLength={120}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
              />
            )}
          </Field>
          <Field
            label={m.embed_contact()}
            optional
            error={fields["guest.phone"] ?? fields["guest.email"]}
            hint={m.embed_contact_hint()}
          >
            {(attributes) => (
              <input
                {...attributes}
                autoComplete="tel"
                maxLength={120}
                value={contact}
                onChange={(event) => setContact(event.currentTarget.value)}
              />
            )}
          </Field>
        </>
      )}
      <Field label={m.embed_text()} error={(tried && missing.text) || fields.text}>
        {({ className, ...attributes }) => (
          <textarea
            {...attributes}
            className={`${className} resize-none`}
            rows={4}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Field>
      <Button type="submit" wide busy={busy} className="mt-auto shrink-0">
        {m.embed_send()}
      </Button>
    </form>
  );
}

/** One field for both: what holds an @ is an e-mail address. */
function guestOf(full_name: string, contact: string): NewGuest {
  const given = contact.trim();
  if (given === "") return { full_name };
  return given.includes("@") ? { full_name, email: given } : { full_name, phone: given };
}

function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    addEventListener("online", look);
    addEventListener("offline", look);
    return () => {
      removeEventListener("online", look);
      removeEventListener("offline", look);
    };
  }, []);
  return online;
}
