import type { KindView, Language, Notification } from "@relais/client";
import { type ComponentProps, useEffect, useState } from "react";
import { useClient } from "../use-client.ts";
import { type Notices, useNotices } from "./use-notices.ts";
import { useUnread } from "./use-unread.ts";
import { noticeSentence, sayIn } from "./words.ts";

export type NotificationCenterProps = Omit<ComponentProps<"section">, "children" | "onSelect"> & {
  /** The browser's by default. */
  language?: Language;
  /** The device's by default. */
  theme?: "light" | "dark";
  /** Called when one is chosen, after it was marked as seen. */
  onOpen?: (notification: Notification) => void;
};

/** What concerns the person, the newest first, live: below a `RelaisProvider`, with `notices.css`. */
export function NotificationCenter(props: NotificationCenterProps) {
  const { language = usualLanguage(), theme, onOpen, className, ...rest } = props;
  const notices = useNotices();
  const unread = useUnread();
  const kinds = useKinds();
  const { list, failure } = notices;
  const say = (...[sentence, values]: Tail<Parameters<typeof sayIn>>) =>
    sayIn(language, sentence, values);
  return (
    <section
      aria-label={say("title")}
      {...rest}
      lang={language}
      data-theme={theme}
      className={["relais", "relais-notices", className].filter(Boolean).join(" ")}
      aria-busy={list === null && failure === null}
    >
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
  onOpen: NotificationCenterProps["onOpen"];
};

function Line({ notice, notices, language, sentence, onOpen }: LineProps) {
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
        {unseen && <span className="relais-hidden">{sayIn(language, "unseen")}</span>}
      </button>
    </li>
  );
}

/** What is asked for statuses to be called by their names. Without an answer those lines wait. */
function useKinds(): readonly KindView[] {
  const { http } = useClient();
  const [kinds, setKinds] = useState<readonly KindView[]>([]);
  useEffect(() => {
    let live = true;
    const ask = async () => {
      const found = await http.kinds().catch(() => null);
      if (live && found !== null) setKinds(found);
    };
    void ask();
    return () => {
      live = false;
    };
  }, [http]);
  return kinds;
}

const usualLanguage = (): Language =>
  typeof navigator !== "undefined" && navigator.language.startsWith("en") ? "en" : "fr";

const timeIn = (language: Language, instant: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(
    new Date(instant),
  );

type Tail<List extends readonly unknown[]> = List extends readonly [unknown, ...infer Rest]
  ? Rest
  : never;
