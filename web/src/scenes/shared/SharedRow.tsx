import type { Conversation, SharedItem } from "@relais/client";
import { hostOf, useNow } from "@relais/react/headless";
import { ExternalLink, FileText, Link2, MessageSquareText, Mic } from "lucide-react";
import { useState } from "react";
import { m } from "../../catalogue/index.ts";
import { IconButton } from "../../design/IconButton.tsx";
import { relativeTime } from "../../format/time.ts";
import { useMe } from "../../session/SignedIn.tsx";
import { fileSize } from "../conversation/files/file-size.ts";
import { nameOfFile } from "../conversation/files/name-of-file.ts";

type SharedRowProps = {
  item: SharedItem;
  conversation: Conversation;
  /** Absent where no way leads to a message. */
  onShow?: ((number: number) => void) | undefined;
};

const rowClasses =
  "flex min-h-13 min-w-0 flex-1 items-center gap-3 rounded-control px-2 py-2 text-start hover:bg-sunken";

/** A file or a link: what it is, who brought it and when; one opens it, the other leads to its message. */
export function SharedRow({ item, conversation, onShow }: SharedRowProps) {
  const me = useMe();
  const now = useNow();
  const who = item.sender_id === me.id ? m.search_you() : item.sender_name;
  const meta = [who, relativeTime(item.created_at, now)].filter(Boolean).join(" · ");
  return (
    <li className="flex items-center gap-1">
      {item.link === undefined ? (
        <FileLine item={item} meta={meta} conversation={conversation} />
      ) : (
        <a
          href={item.link}
          target="_blank"
          rel="noopener noreferrer nofollow"
          className={rowClasses}
        >
          <RowIcon icon={Link2} />
          <Words title={item.preview?.title ?? item.link} text={`${hostOf(item.link)} · ${meta}`} />
          <ExternalLink
            size={16}
            strokeWidth={1.75}
            aria-hidden="true"
            className="shrink-0 text-ink-2"
          />
        </a>
      )}
      {onShow && (
        <IconButton
          icon={MessageSquareText}
          label={m.shared_show_message()}
          onClick={() => onShow(item.number)}
        />
      )}
    </li>
  );
}

type FileLineProps = Pick<SharedRowProps, "item" | "conversation"> & { meta: string };

function FileLine({ item: { file }, meta, conversation }: FileLineProps) {
  const [failed, setFailed] = useState(false);
  if (file === undefined) return null;
  const size = fileSize(file.bytes);
  const name = nameOfFile(file);
  const download = async () => {
    setFailed(false);
    const found = await conversation.fileAddress(file.id).catch(() => null);
    if (found === null) return setFailed(true);
    // The server says that it is to be saved; this page stays.
    const link = document.createElement("a");
    link.href = found.address;
    link.download = file.name;
    link.click();
  };
  return (
    <button
      type="button"
      onClick={() => void download()}
      aria-label={m.files_download({ name, size })}
      className={rowClasses}
    >
      <RowIcon icon={file.type.startsWith("audio/") ? Mic : FileText} />
      <Words
        title={name}
        text={failed ? m.files_unavailable() : `${size} · ${meta}`}
        failed={failed}
      />
    </button>
  );
}

function RowIcon({ icon: Icon }: { icon: typeof Link2 }) {
  return (
    <span className="grid size-10 shrink-0 place-items-center rounded-[10px] bg-brand-soft text-brand">
      <Icon size={20} strokeWidth={1.75} aria-hidden="true" />
    </span>
  );
}

function Words({ title, text, failed = false }: { title: string; text: string; failed?: boolean }) {
  return (
    <span className="min-w-0 flex-1">
      <span dir="auto" className="line-clamp-2 text-15 leading-snug font-medium">
        {title}
      </span>
      <span
        role={failed ? "alert" : undefined}
        className={failed ? "block text-13 text-danger" : "block truncate text-13 text-ink-2"}
      >
        {text}
      </span>
    </span>
  );
}
