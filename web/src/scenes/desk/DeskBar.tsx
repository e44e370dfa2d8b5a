import { useNow } from "@relais/react/headless";
import { AlarmClock, CheckCheck, ChevronsUp, Tag, UserRoundPlus } from "lucide-react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { classes } from "../../design/classes.ts";
import { IconButton } from "../../design/IconButton.tsx";
import { useMe } from "../../session/SignedIn.tsx";
import { actOn } from "./act.ts";
import { useAttend, useBeside } from "./colleagues.ts";
import { ClockMark } from "./ClockMark.tsx";
import { hint } from "./commands.ts";
import { setDesk } from "./desk-store.ts";
import { snoozedUntil } from "./snooze-times.ts";
import { useDeskClient } from "./use-desk.ts";
import { useEntry } from "./use-entry.ts";

const others = [
  { name: "priority", icon: ChevronsUp },
  { name: "tag", icon: Tag },
  { name: "snooze", icon: AlarmClock },
  { name: "close", icon: CheckCheck },
] as const;

/** What the desk does with the case that is open: who has it, and what can be done to it. */
export function DeskBar({ id }: { id: string }) {
  const me = useMe();
  const now = useNow();
  const desk = useDeskClient();
  const entry = useEntry(id);
  const beside = useBeside(id);
  useAttend(id);
  if (entry === undefined) return null;
  const { assignee } = entry.case;
  const name =
    assignee === null ? m.desk_nobody() : assignee.id === me.id ? m.desk_me() : assignee.full_name;
  return (
    <div
      role="toolbar"
      aria-label={m.desk_bar()}
      className="flex min-h-12 shrink-0 items-center border-b border-line bg-paper ps-2 pe-1"
    >
      <button
        type="button"
        title={hint("assign")}
        onClick={() => setDesk({ sheet: { name: "assign", ids: [id] } })}
        className="inline-flex min-h-11 min-w-0 items-center gap-2 rounded-control px-3 max-tablet:px-2 text-15 text-ink hover:bg-sunken"
      >
        <UserRoundPlus
          size={20}
          strokeWidth={1.75}
          aria-hidden="true"
          className="shrink-0 text-ink-2"
        />
        <span className="sr-only">{m.desk_assigned_to()}</span>
        <span className="truncate">{name}</span>
      </button>
      {/* What has no room beside the others goes below, out of sight, and is not cut. */}
      <span className="flex h-7 min-w-0 flex-1 flex-wrap items-center gap-1 overflow-hidden before:h-7">
        {entry.clocks.map((clock, place) => (
          <span key={clock.target} className={place === 0 ? "contents" : "max-desk:hidden"}>
            <ClockMark clock={clock} now={now} />
          </span>
        ))}
      </span>
      <output
        className={classes(
          "min-w-0 truncate px-1 text-13",
          beside?.writing ? "font-semibold text-brand" : "text-ink-2",
        )}
      >
        {beside?.text}
      </output>
      {entry.snooze && (
        <>
          <span className="truncate text-13 text-ink-2 max-tablet:hidden">
            {snoozedUntil(entry.snooze.until, now)}
          </span>
          <Button
            look="plain"
            onClick={() =>
              void actOn(desk, [id], { do: "wake" }, (count) => m.desk_woken({ count }))
            }
          >
            {m.desk_wake()}
          </Button>
        </>
      )}
      {others.map(({ name: action, icon }) => (
        <IconButton
          key={action}
          icon={icon}
          label={hint(action)}
          className="max-tablet:-mx-0.5"
          onClick={() => setDesk({ sheet: { name: action, ids: [id] } })}
        />
      ))}
    </div>
  );
}
