import type { Language, Notification } from "@relais/client";
import { type PartProps, usePart } from "../part.ts";
import { useKinds } from "../use-kinds.ts";
import { type Notices, useNotices } from "./use-notices.ts";
import { useUnread } from "./use-unread.ts";
import { catalogue, noticeSentence } from "./words.ts";

export type NotificationCenterProps = PartProps & {
  /** Called when one is chosen, after it was marked as seen. */
  onOpen?: (notification: Notification) => void;
};

/** What concerns the person, the newest first, live: below a `RelaisProvider`, with `notices.css`. */
export function NotificationCenter({ onOpen, ...props }: NotificationCenterProps) {
  const { language, say, frame } = usePart<keyof (typeof catalogue)["fr"]>(
    "notices",
    catalogue,
    props,
  );
  const notices = useNotices();
  const unread = useUnread();
  const kinds = useKinds();
  const { list, failure } = notices;
  return (
    <section aria-label={say("title")} {...frame} aria-busy={list === null && failure === null}>
      <header className="relais-notices-head">
        <h2>
          {say("title")}
          {unread > 0 && <span className="relais-count">{unread > 99 ? "99+" : unread}</span>}
        </h2>
        <button
          type="button"
          disabled={unread === 0 || notices.busy}
          onClick={() => void notices.read()}
        >
          {say("readAll")}
        </button>
      </header>
      {list === null && failure === null && <p className="relais-quiet">{say("loading")}</p>}
      {failure !== null && (
        <p role="alert">
          {say("failed")}{" "}
          <button type="button" onClick={notices.again}>
            {say("again")}
          </button>
        </p>
      )}
      {list?.length === 0 && <p className="relais-quiet">{say("empty")}</p>}
      <ul>
        {list?.map((notice) => (
          <Line
            key={notice.id}
            {...{ notice, notices, language, onOpen }}
            unseenWord={say("unseen")}
            sentence={noticeSentence(language, kinds, notice)}
          />
        ))}
      </ul>
      {notices.more && (
        <button type="button" disabled={notices.busy} onClick={() => void notices.older()}>
          {say("older")}
        </button>
      )}
    </section>
  );
}

type LineProps = {
  notice: Notification;
  notices: Notices;
  language: Language;
  sentence: string | undefined;
  unseenWord: string;
  onOpen: NotificationCenterProps["onOpen"];
};

function Line({ notice, notices, language, sentence, unseenWord, onOpen }: LineProps) {
  if (sentence === undefined) return null;
  const unseen = notice.read_at === null;
  const open = () => {
    if (unseen) void notices.read([notice.id]);
    onOpen?.(notice);
  };
  return (
    <li data-unseen={unseen || undefined}>
      <button type="button" onClick={open}>
        <span className="relais-notice">{sentence}</span>
        {notice.message !== null && <span className="relais-words">{notice.message.text}</span>}
        <time dateTime={notice.created_at}>{timeIn(language, notice.created_at)}</time>
        {unseen && <span className="relais-hidden">{unseenWord}</span>}
      </button>
    </li>
  );
}

const timeIn = (language: Language, instant: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(
    new Date(instant),
  );
