import type { CaseView, Conversation, ConversationView } from "@relais/client";
import { checkText } from "@relais/protocol";
import { useComposing, useTray } from "@relais/react/headless";
import { MessageSquareText, Paperclip, X } from "lucide-react";
import {
  type FormEvent,
  type KeyboardEvent,
  Suspense,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { m } from "../../catalogue/index.ts";
import { classes } from "../../design/classes.ts";
import { IconButton } from "../../design/IconButton.tsx";
import { PlanBar, StartGuidance } from "../guidance/later.tsx";
import type { Brought } from "../guidance/PlanBar.tsx";
import { guidingOf, mayStart } from "../guidance/part.ts";
import { usePathname } from "../../navigation/place.ts";
import { useDesk, useTouch } from "../../session/media.ts";
import { useAssist } from "./assist/use-assist.tsx";
import { ComposerField } from "./composer/ComposerField.tsx";
import { CollisionSheet } from "./composer/later.tsx";
import { useBegun } from "./composer/use-begun.ts";
import { useCollision } from "./composer/use-collision.ts";
import { insertAt } from "./composer/insert-at.ts";
import { noteOf } from "./composer/note.ts";
import { useIncoming } from "./composer/use-incoming.ts";
import { SendButton } from "./composer/SendButton.tsx";
import { EmojiButton } from "./emoji/EmojiButton.tsx";
import { DropTarget } from "./files/DropTarget.tsx";
import { Tray } from "./files/later.tsx";
import { useFileSources } from "./files/use-file-sources.tsx";
import { AboutBar } from "./message/AboutBar.tsx";
import { useMessageActions } from "./message/context.ts";
import { QuickActions } from "./quick/QuickActions.tsx";
import { QuickBar } from "./quick/QuickBar.tsx";
import { canRecord, VoiceButton } from "./voice/VoiceButton.tsx";

type ComposerProps = {
  conversation: Conversation;
  view: ConversationView;
  subject: CaseView;
  onSent: () => void;
  /** For the team alone. */
  internal?: boolean;
};

/** Where one writes. It never locks: what is sent leaves the field at once and waits in the log. */
export function Composer({ conversation, view, subject, onSent, internal = false }: ComposerProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const composing = useComposing(conversation, view, field, useMessageActions());
  const { text } = composing;
  const touch = useTouch();
  const desk = useDesk();
  // At the desk keys lead from line to line, and one of them leads here.
  const byKeys = usePathname().startsWith("/chat");
  const noteId = useId();
  const tray = useTray(conversation);
  const { sources, fields } = useFileSources(tray.add);
  const [brought, setBrought] = useState<Brought | null>(null);
  const check = checkText(text);
  const rewording = composing.about?.kind === "edit";
  const wordless =
    !check.ok &&
    check.code === "text_empty" &&
    (tray.files.length > 0 || (brought?.pictures ?? 0) > 0);
  const guiding = guidingOf(view);
  const held = guiding?.held === true && !rewording;
  const assist = useAssist({
    conversationId: conversation.id,
    view,
    subject,
    field,
    text,
    write,
    internal,
  });
  const saysNothing = !check.ok && check.code === "text_empty";
  const sendable = assist.macro
    ? check.ok || saysNothing
    : (check.ok || (wordless && !rewording)) && !held;
  // Nothing is begun yet: then there is room for what else one may send.
  const idle = text === "" && tray.files.length === 0 && composing.about === null;
  // An empty field has nothing to send: one may speak instead.
  const speakable =
    text === "" &&
    brought === null &&
    tray.files.length === 0 &&
    !rewording &&
    !held &&
    !assist.macro &&
    canRecord();
  const note = noteOf(text, tray, held);
  const collision = useCollision(view, subject, text);
  const [colliding, setColliding] = useState(false);

  useBegun(!internal, field, text, write);
  useIncoming(!internal, ({ words, files }) => {
    if (words !== "") write(text === "" ? words : `${text}\n${words}`);
    if (files.length > 0) tray.add(files);
  });

  useEffect(() => {
    if (desk && !touch && !byKeys) field.current?.focus({ preventScroll: true });
  }, [desk, touch, byKeys]);

  useEffect(() => () => conversation.setTyping(false), [conversation]);

  function write(next: string) {
    composing.setText(next);
    conversation.setTyping(next.trim() !== "");
  }

  function send() {
    if (!sendable) return;
    if (collision.by !== null && !internal && !rewording) return setColliding(true);
    sendNow();
  }

  function sendNow() {
    collision.seen();
    if (assist.macro) return void sendMacro();
    composing.send(tray.files, assist.mentions(text), brought?.planned);
    if (!rewording) {
      tray.clear();
      setBrought(null);
    }
    conversation.setTyping(false);
    onSent();
    field.current?.focus();
  }

  async function sendMacro() {
    if (!(await assist.send(text))) return;
    write("");
    onSent();
    field.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (assist.onKey(event)) return;
    if (composing.onKey(event)) return;
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing || touch) return;
    event.preventDefault();
    send();
  }

  return (
    <form
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        send();
      }}
      className={classes(
        "relative shrink-0 border-t px-2 pt-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] tablet:px-4 desk:pb-3",
        // The field for a note looks as the note will.
        internal ? "border-(--note-edge) bg-(--note)" : "border-line bg-paper",
      )}
    >
      {collision.by !== null && (
        <Suspense fallback={null}>
          <CollisionSheet
            open={colliding}
            by={collision.by}
            onOpenChange={(open) => {
              setColliding(open);
              if (!open) collision.seen();
            }}
            onSend={() => {
              setColliding(false);
              sendNow();
            }}
          />
        </Suspense>
      )}
      <DropTarget onFiles={tray.add} />
      {fields}
      {idle && !internal && guiding === null && (
        <QuickBar conversation={conversation} subject={subject} onSent={onSent} />
      )}
      {assist.above}
      {guiding !== null && !internal && !rewording && view.state?.guidance && (
        <Suspense fallback={null}>
          <PlanBar
            guidance={view.state.guidance}
            conversation={conversation}
            onBring={(step) => {
              write(step.text);
              setBrought(step);
              field.current?.focus();
            }}
          />
        </Suspense>
      )}
      {brought !== null && brought.pictures > 0 && (
        <p className="figures mx-auto flex w-full max-w-208 items-center gap-2 px-4 pb-1 text-13 text-ink-2">
          <span className="min-w-0 flex-1">{m.plan_brings({ count: brought.pictures })}</span>
          <IconButton icon={X} label={m.plan_without()} onClick={() => setBrought(null)} />
        </p>
      )}
      {composing.about && (
        <AboutBar about={composing.about} view={view} onCancel={composing.cancel} />
      )}
      {tray.files.length > 0 && (
        <Suspense fallback={<div className="h-19" />}>
          <Tray tray={tray} />
        </Suspense>
      )}
      <div className="relative mx-auto flex w-full max-w-208 items-end gap-1 tablet:gap-2">
        {!internal && <QuickActions conversation={conversation} sources={sources} />}
        {mayStart(view) && (
          <Suspense fallback={<span className="size-11 shrink-0" />}>
            <StartGuidance view={view} />
          </Suspense>
        )}
        <ComposerField
          field={field}
          label={internal ? m.internal_label() : m.composer_label()}
          placeholder={
            internal ? m.internal_placeholder() : (guiding?.placeholder ?? m.composer_placeholder())
          }
          text={text}
          described={note ? noteId : undefined}
          invalid={note?.wrong ?? false}
          onText={(next) => {
            write(next);
            assist.noticed(next);
          }}
          onFiles={tray.add}
          onKeyDown={onKeyDown}
          onBlur={() => conversation.setTyping(false)}
        >
          {(desk || text === "") && !rewording && (
            <IconButton
              icon={Paperclip}
              label={m.files_attach()}
              onClick={sources.files}
              className="-me-2"
            />
          )}
          {desk && assist.offers && text === "" && (
            <IconButton icon={MessageSquareText} label={m.canned_open()} onClick={assist.open} />
          )}
          <EmojiButton onPick={(emoji) => insertAt(field.current, text, emoji, write)} />
        </ComposerField>
        {speakable ? (
          <VoiceButton
            conversation={conversation}
            replyTo={composing.about?.message.number}
            onSent={() => {
              composing.cancel();
              onSent();
            }}
          />
        ) : (
          <SendButton sendable={sendable} />
        )}
      </div>
      <output
        id={noteId}
        className={classes(
          "figures block mx-auto w-full max-w-208 px-4 text-13",
          note && "pt-1",
          note?.wrong ? "font-semibold text-danger" : "text-ink-2",
        )}
      >
        {note?.text}
      </output>
    </form>
  );
}
