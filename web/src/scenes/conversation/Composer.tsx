import type { Conversation, ConversationView } from "@relais/client";
import { checkText, countCharacters, limits } from "@relais/protocol";
import { SendHorizontal } from "lucide-react";
import { type FormEvent, type KeyboardEvent, Suspense, useEffect, useId, useRef } from "react";
import { m } from "../../catalogue/index.ts";
import { classes } from "../../design/classes.ts";
import { useDraft } from "../../session/draft.ts";
import { StartGuidance } from "../guidance/later.tsx";
import { guidingOf, mayStart } from "../guidance/part.ts";
import { PositionMenu } from "../position/PositionMenu.tsx";
import { useDesk, useTouch } from "../../session/media.ts";
import { AttachButtons } from "./files/AttachButtons.tsx";
import { DropTarget } from "./files/DropTarget.tsx";
import { Tray } from "./files/later.tsx";
import { useTray } from "./files/use-tray.ts";
import { AboutBar } from "./message/AboutBar.tsx";
import { useComposing } from "./message/use-composing.ts";

/** From this many characters before the limit on, what is left is shown. */
const warningCharacters = 200;

type ComposerProps = { conversation: Conversation; view: ConversationView; onSent: () => void };

/** Where one writes. It never locks: what is sent leaves the field at once and waits in the log. */
export function Composer({ conversation, view, onSent }: ComposerProps) {
  const draft = useDraft(`conversation:${conversation.id}`);
  const field = useRef<HTMLTextAreaElement>(null);
  const composing = useComposing(conversation, view, draft, field);
  const { text, setText } = composing;
  const touch = useTouch();
  const desk = useDesk();
  const noteId = useId();
  const tray = useTray();
  const check = checkText(text);
  const rewording = composing.about?.kind === "edit";
  const wordless = !check.ok && check.code === "text_empty" && tray.files.length > 0;
  const guiding = guidingOf(view);
  const sendable = (check.ok || (wordless && !rewording)) && (rewording || !guiding?.held);
  // Counting graphemes is costly; below the limit in UTF-16 units it cannot matter yet.
  const left =
    text.length > limits.textCharacters - warningCharacters
      ? limits.textCharacters - countCharacters(text.trim())
      : null;

  useEffect(() => {
    if (desk && !touch) field.current?.focus({ preventScroll: true });
  }, [desk, touch]);

  useEffect(() => () => conversation.setTyping(false), [conversation]);

  function send() {
    if (!sendable) return;
    composing.send(tray.files);
    if (!rewording) tray.clear();
    conversation.setTyping(false);
    onSent();
    field.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (composing.onKey(event)) return;
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing || touch) return;
    event.preventDefault();
    send();
  }

  const note =
    guiding?.held && text.trim() !== "" && !rewording
      ? m.guidance_composer_held()
      : tray.overflow
        ? m.files_too_many({ max: tray.max })
        : !check.ok && check.code === "text_forbidden_character"
          ? m.new_text_forbidden()
          : left === null || left > warningCharacters
            ? null
            : left < 0
              ? m.composer_too_long({ count: -left })
              : m.composer_left({ count: left });

  return (
    <form
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        send();
      }}
      className="shrink-0 border-t border-line bg-paper px-2 pt-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] tablet:px-4 desk:pb-3"
    >
      <DropTarget onFiles={tray.add} />
      {composing.about && (
        <AboutBar about={composing.about} view={view} onCancel={composing.cancel} />
      )}
      {tray.files.length > 0 && (
        <Suspense fallback={<div className="h-19" />}>
          <Tray tray={tray} />
        </Suspense>
      )}
      <div className="mx-auto flex w-full max-w-208 items-end gap-1 tablet:gap-2">
        <AttachButtons onFiles={tray.add} />
        <PositionMenu conversation={conversation} />
        {mayStart(view) && (
          <Suspense fallback={<span className="size-11 shrink-0" />}>
            <StartGuidance view={view} />
          </Suspense>
        )}
        <div className="composer min-w-0 flex-1 rounded-[22px] bg-surface text-17 shadow-[inset_0_0_0_1px_var(--line)] focus-within:shadow-[inset_0_0_0_2px_var(--brand)] desk:text-15">
          {/* The same text, unseen, gives the field its height: up to six lines, in every browser. */}
          <div className="composer-size" aria-hidden="true">
            {`${text}\u200b`}
          </div>
          <textarea
            ref={field}
            className="composer-field"
            rows={1}
            aria-label={m.composer_label()}
            aria-describedby={note ? noteId : undefined}
            aria-invalid={left !== null && left < 0 ? true : undefined}
            placeholder={guiding?.placeholder ?? m.composer_placeholder()}
            title={touch ? undefined : m.composer_hint()}
            enterKeyHint={touch ? "enter" : "send"}
            dir="auto"
            value={text}
            onKeyDown={onKeyDown}
            onPaste={(event) => {
              const { files } = event.clipboardData;
              if (files.length === 0) return;
              event.preventDefault();
              tray.add([...files]);
            }}
            onChange={(event) => {
              setText(event.target.value);
              conversation.setTyping(event.target.value.trim() !== "");
            }}
            onBlur={() => conversation.setTyping(false)}
          />
        </div>
        <button
          type="submit"
          aria-label={m.composer_send()}
          title={m.composer_send()}
          aria-disabled={!sendable || undefined}
          // Keeps the keyboard of a phone open while one sends.
          onPointerDown={(event) => event.preventDefault()}
          className={classes(
            "grid size-11 shrink-0 place-items-center rounded-full transition-colors duration-(--quick)",
            sendable
              ? "bg-brand text-on-brand hover:bg-brand-strong active:bg-brand-strong"
              : "bg-sunken text-ink-2",
          )}
        >
          <SendHorizontal
            size={22}
            strokeWidth={1.75}
            aria-hidden="true"
            className="rtl:-scale-x-100"
          />
        </button>
      </div>
      <output
        id={noteId}
        className={classes(
          "figures block mx-auto w-full max-w-208 px-4 text-13",
          note && "pt-1",
          left !== null && left < 0 ? "font-semibold text-danger" : "text-ink-2",
        )}
      >
        {note}
      </output>
    </form>
  );
}
