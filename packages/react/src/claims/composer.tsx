import type { Conversation } from "@relais/client";
import { settings } from "@relais/client/claims";
import { type KeyboardEvent, type SubmitEvent, useId, useRef, useState } from "react";
import type { Say } from "./part.ts";

export type ComposerProps = {
  conversation: Conversation;
  /** Where the team writes among themselves; null for a customer. */
  internalId: string | null;
  say: Say;
};

/** A field that is never locked: what is written is kept and sent by itself when there is a network. */
export function Composer({ conversation, internalId, say }: ComposerProps) {
  const field = useId();
  const files = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [isNote, setNote] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [names, setNames] = useState<readonly string[]>([]);
  const into =
    isNote && internalId !== null ? settings().client().conversation(internalId) : conversation;

  const send = (): void => {
    const chosen = [...(files.current?.files ?? [])];
    if (text.trim() === "" && chosen.length === 0) return;
    try {
      into.send(text, { files: chosen });
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      return;
    }
    into.setTyping(false);
    setText("");
    setProblem(null);
    setNames([]);
    if (files.current !== null) files.current.value = "";
  };
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    send();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form className="relais-composer" data-note={isNote || undefined} onSubmit={submit}>
      <label htmlFor={field} className="relais-hidden">
        {say(isNote ? "note" : "write")}
      </label>
      <textarea
        id={field}
        rows={1}
        value={text}
        placeholder={say(isNote ? "note" : "write")}
        aria-invalid={problem !== null || undefined}
        onChange={(event) => {
          setText(event.target.value);
          into.setTyping(event.target.value !== "");
        }}
        onBlur={() => into.setTyping(false)}
        onKeyDown={onKeyDown}
      />
      {problem !== null && (
        <p className="relais-problem" role="alert">
          {problem}
        </p>
      )}
      {names.length > 0 && <output className="relais-chosen">{names.join(", ")}</output>}
      <div className="relais-actions">
        <label className="relais-attach">
          <input
            ref={files}
            className="relais-hidden"
            type="file"
            multiple
            onChange={({ target }) => setNames([...(target.files ?? [])].map(({ name }) => name))}
          />
          <span aria-hidden="true">📎</span> {say("attach")}
        </label>
        {internalId !== null && (
          <label>
            <input
              type="checkbox"
              checked={isNote}
              onChange={(event) => setNote(event.target.checked)}
            />{" "}
            {say("internal")}
          </label>
        )}
        <button type="submit" className="relais-send">
          {say("send")}
        </button>
      </div>
    </form>
  );
}
