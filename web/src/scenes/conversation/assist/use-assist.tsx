import {
  type CaseView,
  type ConversationView,
  type OfferedReply,
  type Person,
  RelaisError,
  randomId,
} from "@relais/client";
import { useClient } from "@relais/react";
import { firstName } from "@relais/react/headless";
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  Suspense,
  useRef,
  useState,
} from "react";
import { m } from "../../../catalogue/index.ts";
import { toast } from "../../../design/Toast.tsx";
import { useKind } from "../../../kind/KindsProvider.tsx";
import { useMe } from "../../../session/me.ts";
import { explain } from "../../../session/refusal.ts";
import { CannedList, MacroBar, MentionList } from "./later.tsx";
import { type Mentioning, mentionedIn, mentioningAt } from "./mentioning.ts";
import { writingToo } from "./writing-too.ts";
import type { SuggestionsHandle } from "./Suggestions.tsx";

type AssistOptions = {
  conversationId: string;
  view: ConversationView;
  subject: CaseView;
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  write: (text: string) => void;
  internal: boolean;
};

export type Assist = {
  /** Whether canned replies are there for this person. */
  readonly offers: boolean;
  /** What stands above the field: a list to choose from, and what sending will do. */
  readonly above: ReactNode;
  /** True when the key was for the list. */
  readonly onKey: (event: KeyboardEvent) => boolean;
  /** Opens the list, as « / » does. */
  readonly open: () => void;
  /** A macro waits to be sent: it may do without words. */
  readonly macro: boolean;
  readonly busy: boolean;
  /** The field holds this now: a name may be under way. */
  readonly noticed: (text: string) => void;
  /** Who is named in what is about to be sent. */
  readonly mentions: (text: string) => string[];
  /** Says and does what waits; true when it is done. */
  readonly send: (text: string) => Promise<boolean>;
};

/** Canned replies by « / » at the beginning of an empty field, for those who do the work. */
export function useAssist(options: AssistOptions): Assist {
  const { conversationId, view, subject, field, text, write, internal } = options;
  const client = useClient();
  const kind = useKind(subject.kind);
  const { role } = useMe();
  const offers = !internal && role !== "customer" && (kind?.staff.includes(role) ?? false);
  const [closed, setClosed] = useState<string | null>(null);
  const [chosen, setChosen] = useState<OfferedReply | null>(null);
  const [attempt, setAttempt] = useState<{ words: string; id: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const [mentioning, setMentioning] = useState<Mentioning | null>(null);
  const [named, setNamed] = useState<readonly Person[]>([]);
  const colleague = offers ? writingToo(view) : undefined;
  const list = useRef<SuggestionsHandle>(null);
  const asking = offers && text.startsWith("/") && !text.includes("\n") && closed !== text;

  function pick(reply: OfferedReply) {
    write(reply.filled);
    const { add_tags, assign, status } = reply.actions;
    setChosen(add_tags.length > 0 || assign !== null || status !== null ? reply : null);
    setAttempt(null);
    requestAnimationFrame(() => field.current?.focus());
  }

  function name(person: Person, { query, from }: Mentioning) {
    const words = `@${person.full_name} `;
    write(text.slice(0, from) + words + text.slice(from + query.length + 1));
    setNamed((before) => [...before, person]);
    setMentioning(null);
    const caret = from + words.length;
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(caret, caret);
    });
  }

  async function send(words: string): Promise<boolean> {
    if (chosen === null || busy) return false;
    // The same words again are the same message, however often the network fails.
    const client_id = attempt?.words === words ? attempt.id : randomId();
    setAttempt({ words, id: client_id });
    setBusy(true);
    try {
      await client.http.applyMacro(subject.id, {
        canned_reply_id: chosen.id,
        text: words,
        conversation_id: conversationId,
        client_id,
      });
      setChosen(null);
      setAttempt(null);
      return true;
    } catch (error) {
      if (error instanceof RelaisError) setAttempt(null);
      toast(explain(error));
      return false;
    } finally {
      setBusy(false);
    }
  }

  return {
    offers,
    macro: chosen !== null,
    busy,
    open: () => {
      setClosed(null);
      write("/");
      field.current?.focus();
    },
    onKey: (event) => {
      if ((!asking && mentioning === null) || event.nativeEvent.isComposing) return false;
      if (event.key === "Escape") {
        setClosed(text);
        setMentioning(null);
        event.preventDefault();
        return true;
      }
      return list.current?.onKey(event) ?? false;
    },
    noticed: (next) => {
      const caret = field.current?.selectionStart ?? next.length;
      setMentioning(internal ? mentioningAt(next, caret) : null);
    },
    mentions: (words) => mentionedIn(words, named),
    send,
    above: (
      <Suspense>
        {colleague && text !== "" && (
          <output className="mx-auto block w-full max-w-208 px-2 pb-2 text-13 text-ink-2">
            {m.assist_writing_too({ name: firstName(colleague.full_name) })}
          </output>
        )}
        {asking && (
          <CannedList
            ref={list}
            field={field}
            subject={subject}
            query={text.slice(1)}
            onPick={pick}
          />
        )}
        {mentioning && (
          <MentionList
            ref={list}
            field={field}
            subject={subject}
            query={mentioning.query}
            onPick={(person) => name(person, mentioning)}
          />
        )}
        {chosen && <MacroBar kind={kind} reply={chosen} onCancel={() => setChosen(null)} />}
      </Suspense>
    ),
  };
}
