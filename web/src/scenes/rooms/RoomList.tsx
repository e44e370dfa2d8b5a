import type { RoomLine } from "@relais/client";
import { useNow } from "@relais/react/headless";
import { Archive, ArchiveRestore, MessagesSquare } from "lucide-react";
import { useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Avatar, NobodyYet } from "../../design/Avatar.tsx";
import { Button } from "../../design/Button.tsx";
import { classes } from "../../design/classes.ts";
import { EmptyState } from "../../design/EmptyState.tsx";
import { IconButton } from "../../design/IconButton.tsx";
import { ListSkeleton } from "../../design/Skeleton.tsx";
import { UnreadBadge } from "../../design/UnreadBadge.tsx";
import { relativeTime } from "../../format/time.ts";
import { noteText } from "../../kind/note.ts";
import { useKinds } from "../../kind/KindsProvider.tsx";
import { caseAddress } from "../../navigation/addresses.ts";
import { Link } from "../../navigation/Link.tsx";
import { useMe } from "../../session/me.ts";
import { lineOf } from "../position/words.ts";
import { ListFrame } from "../shell/ListFrame.tsx";
import { useRooms } from "./use-rooms.ts";

/** `/messages`: whom one speaks with, found by name or tracking number, and what was put away. */
export function RoomList() {
  const [words, setWords] = useState("");
  const [archived, setArchived] = useState(false);
  const { rooms, failed, again, archive } = useRooms(words);
  const shown = rooms?.filter((room) => room.archived === archived);
  const put = rooms?.filter((room) => room.archived).length ?? 0;
  return (
    <ListFrame title={m.rooms_title()}>
      <div className="flex flex-col gap-3">
        <input
          type="search"
          value={words}
          onChange={({ target }) => setWords(target.value)}
          aria-label={m.rooms_search()}
          placeholder={m.rooms_search()}
          className="min-h-11 w-full rounded-control border border-line bg-surface px-3 text-17 desk:text-15"
        />
        {(put > 0 || archived) && (
          <Button look="quiet" className="self-start" onClick={() => setArchived(!archived)}>
            {archived ? m.rooms_back() : m.rooms_archived({ count: String(put) })}
          </Button>
        )}
        {failed && rooms === null ? (
          <EmptyState
            icon={MessagesSquare}
            title={m.conversation_offline_title()}
            text={m.conversation_offline_text()}
          >
            <Button onClick={again}>{m.action_retry()}</Button>
          </EmptyState>
        ) : shown === undefined ? (
          <ListSkeleton />
        ) : shown.length === 0 ? (
          <EmptyState
            icon={MessagesSquare}
            title={words === "" ? m.rooms_empty_title() : m.search_none_title()}
            text={words === "" ? m.rooms_empty_text() : m.rooms_none_text()}
          />
        ) : (
          <ul className="flex flex-col gap-2.5 desk:gap-2">
            {shown.map((room) => (
              <RoomCard key={room.conversation_id} room={room} onArchive={archive} />
            ))}
          </ul>
        )}
      </div>
    </ListFrame>
  );
}

type RoomCardProps = {
  room: RoomLine;
  onArchive: (room: RoomLine, archived: boolean) => void;
};

function RoomCard({ room, onArchive }: RoomCardProps) {
  const now = useNow();
  const text = usePreview(room);
  const { person, number, title, unread, archived, last_message, created_at } = room;
  const time = last_message?.created_at ?? created_at;
  return (
    <li className="relative flex items-center gap-3 rounded-card bg-surface p-4 shadow-lift hover:bg-sunken desk:p-3">
      {person ? <Avatar id={person.id} name={person.full_name} /> : <NobodyYet />}
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        {/* On a narrow phone the time gives way below, so that the name is whole. */}
        <div className="flex flex-wrap items-baseline justify-between gap-x-3">
          <h2
            className={classes(
              "max-w-full truncate text-17 desk:text-15",
              unread > 0 && "font-bold",
            )}
          >
            <Link
              to={caseAddress(room.case_id)}
              state={{ section: "messages", ...(person && { person: person.id }) }}
              className="outline-none after:absolute after:inset-0 after:rounded-card focus-visible:after:outline-2 focus-visible:after:outline-brand"
            >
              {person?.full_name ?? title}
            </Link>
          </h2>
          <time dateTime={time} className="shrink-0 text-13 text-ink-2">
            {relativeTime(time, now)}
          </time>
        </div>
        {number !== null && (
          <p className="truncate text-13 text-ink-2">
            <span className="figures">{number}</span> · {title}
          </p>
        )}
        <p className="flex items-center justify-between gap-3 text-15">
          <span className={classes("truncate", unread > 0 ? "font-semibold" : "text-ink-2")}>
            {text}
          </span>
          <UnreadBadge count={unread} />
        </p>
      </div>
      <span className="relative">
        <IconButton
          icon={archived ? ArchiveRestore : Archive}
          label={archived ? m.rooms_restore() : m.rooms_archive()}
          onClick={() => onArchive(room, !archived)}
        />
      </span>
    </li>
  );
}

/** The last thing that was said, in one line. */
function usePreview({ last_message: last }: RoomLine): string {
  const me = useMe();
  const kinds = useKinds();
  if (last === null) return m.rooms_quiet();
  if (last.system) return noteText(kinds, last.system) ?? "";
  if (last.deleted_at !== null) return m.message_deleted();
  const text = last.text === "" ? m.files_preview() : lineOf(last.text);
  return last.sender_id === me.id ? m.preview_you({ text }) : text;
}
