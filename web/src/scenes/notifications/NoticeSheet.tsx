import type { Notification } from "@relais/client";
import { useNotices } from "@relais/react";
import { useNow } from "@relais/react/headless";
import { Bell, CheckCheck, CloudOff, Settings2 } from "lucide-react";
import { useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { classes } from "../../design/classes.ts";
import { EmptyState } from "../../design/EmptyState.tsx";
import { Notice } from "../../design/Notice.tsx";
import { Sheet } from "../../design/Sheet.tsx";
import { Spinner } from "../../design/Spinner.tsx";
import { fullInstant, timeInSentence } from "../../format/time.ts";
import { useKinds } from "../../kind/KindsProvider.tsx";
import { useCaseAddress, useGo } from "../../navigation/place.ts";
import { explain } from "../../session/refusal.ts";
import { NoticePreferences } from "./NoticePreferences.tsx";
import { noticeWords } from "./notice-words.ts";

type NoticeSheetProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** The notification centre: what concerns the person, the newest first. */
export function NoticeSheet({ open, onOpenChange }: NoticeSheetProps) {
  const notices = useNotices(open);
  const go = useGo();
  const addressOf = useCaseAddress();
  const [choosing, setChoosing] = useState(false);
  const { list, failure } = notices;
  const unseen = list?.some(({ read_at }) => read_at === null) ?? false;
  return (
    <Sheet open={open} onOpenChange={onOpenChange} title={m.notices_title()}>
      {list === null && failure === null && (
        <div className="grid min-h-32 place-items-center">
          <Spinner />
        </div>
      )}
      {list === null && failure !== null && (
        <EmptyState icon={CloudOff} title={m.notices_failed()} text={explain(failure)}>
          <Button wide onClick={notices.again}>
            {m.action_retry()}
          </Button>
        </EmptyState>
      )}
      {list !== null && (
        <div className="flex flex-col gap-3">
          {failure !== null && <Notice tone="danger">{explain(failure)}</Notice>}
          <div className="-mx-2 flex flex-wrap justify-between gap-x-1">
            <Button
              look="plain"
              className="gap-1.5 px-2"
              disabled={!unseen}
              onClick={() => void notices.read()}
            >
              <CheckCheck size={18} strokeWidth={1.75} aria-hidden="true" />
              {m.notices_read_all()}
            </Button>
            <Button
              look="plain"
              className="gap-1.5 px-2"
              aria-expanded={choosing}
              onClick={() => setChoosing(!choosing)}
            >
              <Settings2 size={18} strokeWidth={1.75} aria-hidden="true" />
              {m.notices_choose()}
            </Button>
          </div>
          {choosing && <NoticePreferences />}
          {list.length === 0 && (
            <EmptyState icon={Bell} title={m.notices_empty_title()} text={m.notices_empty_text()} />
          )}
          <ul className="-mx-2 flex flex-col gap-0.5">
            {list.map((notice) => (
              <Row
                key={notice.id}
                notice={notice}
                onOpen={() => {
                  if (notice.read_at === null) void notices.read([notice.id]);
                  onOpenChange(false);
                  if (notice.case !== null) go(addressOf(notice.case.id));
                }}
              />
            ))}
          </ul>
          {notices.more && (
            <Button look="quiet" wide busy={notices.busy} onClick={() => void notices.older()}>
              {m.notices_older()}
            </Button>
          )}
        </div>
      )}
    </Sheet>
  );
}

function Row({ notice, onOpen }: { notice: Notification; onOpen: () => void }) {
  const now = useNow();
  const words = noticeWords(useKinds(), notice);
  if (words === undefined) return null;
  const { icon: Icon, title, text } = words;
  const unseen = notice.read_at === null;
  return (
    <li>
      <button
        type="button"
        onClick={onOpen}
        className="flex w-full items-start gap-3 rounded-card px-2 py-2.5 text-start hover:bg-sunken"
      >
        <span
          className={classes(
            "mt-0.5 grid size-9 shrink-0 place-items-center rounded-full",
            unseen ? "bg-brand-soft text-brand" : "bg-sunken text-ink-2",
          )}
        >
          <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
        </span>
        <span className="min-w-0 flex-1">
          <span className={classes("line-clamp-2 text-15", unseen && "font-semibold")}>
            {title}
          </span>
          {text !== "" && <span className="line-clamp-1 text-15 text-ink-2">{text}</span>}
          <span className="block text-13 text-ink-2" title={fullInstant(notice.created_at)}>
            {timeInSentence(notice.created_at, now)}
          </span>
        </span>
        {unseen && (
          <span className="mt-2 size-2.5 shrink-0 rounded-full bg-brand">
            <span className="sr-only">{m.notices_unseen()}</span>
          </span>
        )}
      </button>
    </li>
  );
}
