import { type CaseView, type OfferedReply, RelaisError } from "@relais/client";
import { useClient } from "@relais/react";
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  Suspense,
  useRef,
  useState,
} from "react";
import { toast } from "../../../design/Toast.tsx";
import { useKind } from "../../../kind/KindsProvider.tsx";
import { useMe } from "../../../session/me.ts";
import { explain } from "../../../session/refusal.ts";
import { CannedList, MacroBar } from "./later.tsx";
import type { SuggestionsHandle } from "./Suggestions.tsx";

type AssistOptions = {
  conversationId: string;
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
  /** Says and does what waits; true when it is done. */
  readonly send: (text: string) => Promise<boolean>;
};

/** Canned replies by « / » at the beginning of an empty field, for those who do the work. */
export function useAssist(options: AssistOptions): Assist {
  const { conversationId, subject, field, text, write, internal } = options;
  const client = useClient();
  const kind = useKind(subject.kind);
  const { role } = useMe();
  const offers = !internal && role !== "customer" && (kind?.staff.includes(role) ?? false);
  const [closed, setClosed] = useState<string | null>(null);
  const [chosen, setChosen] = useState<OfferedReply | null>(null);
  const [attempt, setAttempt] = useState<{ words: string; id: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const list = useRef<SuggestionsHandle>(null);
  const asking = offers && text.startsWith("/") && !text.includes("\n") && closed !== text;

  function pick(reply: OfferedReply) {
    write(reply.filled);
    const { add_tags, assign, status } = reply.actions;
    setChosen(add_tags.length > 0 || assign !== null || status !== null ? reply : null);
    setAttempt(null);
    requestAnimationFrame(() => field.current?.focus());
  }

  async function send(words: string): Promise<boolean> {
    if (chosen === null || busy) return false;
    // The same words again are the same message, however often the network fails.
    const client_id = attempt?.words === words ? attempt.id : crypto.randomUUID();
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
      if (!asking || event.nativeEvent.isComposing) return false;
      if (event.key === "Escape") {
        setClosed(text);
        event.preventDefault();
        return true;
      }
      return list.current?.onKey(event) ?? false;
    },
    send,
    above: (
      <Suspense>
        {asking && (
          <CannedList
            ref={list}
            field={field}
            subject={subject}
            query={text.slice(1)}
            onPick={pick}
          />
        )}
        {chosen && <MacroBar kind={kind} reply={chosen} onCancel={() => setChosen(null)} />}
      </Suspense>
    ),
  };
}
