import { Paperclip, SendHorizontal } from "lucide-react";
import { type KeyboardEvent, type SubmitEvent, useEffect, useId, useRef } from "react";
import { checkText } from "@relais/protocol";
import { useTray } from "../files/use-tray.ts";
import { partOf } from "../guidance/part.ts";
import { mustWait } from "../guidance/must-wait.ts";
import { useComposing } from "../message/use-composing.ts";
import { AboutBar } from "./about-bar.tsx";
import { useHere } from "./context.ts";
import { IconButton } from "./icon-button.tsx";
import { remarkOn } from "./remark.ts";
import { Tray } from "./tray.tsx";

/** Where one writes. It never locks: what is sent leaves the field at once and waits in the log. */
export function Composer({ onSent }: { onSent: () => void }) {
  const here = useHere();
  const { conversation, view, say } = here;
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const remarkId = useId();
  const composing = useComposing(conversation, view, field, here);
  const tray = useTray(conversation);
  const { text } = composing;
  const rewording = composing.about?.kind === "edit";
  const guides = partOf(view)?.as === "guide";
  const held = mustWait(view) && !rewording;
  const check = checkText(text);
  const wordless = !check.ok && check.code === "text_empty" && tray.files.length > 0 && !rewording;
  const sendable = (check.ok || wordless) && !held;
  const remark = remarkOn(say, text, tray, held);

  useEffect(() => () => conversation.setTyping(false), [conversation]);

  const write = (next: string) => {
    composing.setText(next);
    conversation.setTyping(next.trim() !== "");
  };
  const send = () => {
    if (!sendable) return;
    composing.send(tray.files);
    if (!rewording) tray.clear();
    conversation.setTyping(false);
    onSent();
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (composing.onKey(event)) return;
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    // A thumb has no Shift: there Enter begins a line, and the button sends.
    if (matchMedia("(pointer: coarse)").matches) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      className="relais-composer"
      onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
        event.preventDefault();
        send();
      }}
    >
      {composing.about && <AboutBar about={composing.about} onCancel={composing.cancel} />}
      {tray.files.length > 0 && <Tray tray={tray} />}
      <div className="relais-writing">
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          onChange={({ currentTarget }) => {
            tray.add([...(currentTarget.files ?? [])]);
            currentTarget.value = "";
          }}
        />
        {!rewording && (
          <IconButton
            icon={Paperclip}
            label={say("attach")}
            onClick={() => picker.current?.click()}
          />
        )}
        <div className="relais-field">
          {/* Its unseen twin sets the height. */}
          <span aria-hidden="true">{`${text}\u200b`}</span>
          <textarea
            ref={field}
            rows={1}
            dir="auto"
            value={text}
            aria-label={say("field")}
            aria-describedby={remark === null ? undefined : remarkId}
            aria-invalid={remark?.wrong || undefined}
            placeholder={say(guides ? "placeholder_guide" : "placeholder")}
            onChange={(event) => write(event.target.value)}
            onBlur={() => conversation.setTyping(false)}
            onKeyDown={onKeyDown}
            onPaste={({ clipboardData }) => {
              if (clipboardData.files.length > 0) tray.add([...clipboardData.files]);
            }}
          />
        </div>
        <button
          type="submit"
          className="relais-send"
          aria-label={say(rewording ? "save" : "send")}
          title={say(rewording ? "save" : "send")}
          aria-disabled={!sendable || undefined}
        >
          <SendHorizontal size={20} strokeWidth={1.75} aria-hidden="true" />
        </button>
      </div>
      <output id={remarkId} className="relais-remark" data-wrong={remark?.wrong || undefined}>
        {remark?.text}
      </output>
    </form>
  );
}
