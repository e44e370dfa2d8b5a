import { Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { m } from "../../../catalogue/index.ts";
import { Button } from "../../../design/Button.tsx";
import { Spinner } from "../../../design/Spinner.tsx";
import { useLanguage } from "../../../format/language.ts";
import { type Emoji, findEmoji, loadEmoji, recentEmoji, rememberEmoji } from "./emoji.ts";

type EmojiPickerProps = { onPick: (unicode: string) => void };

/** Emoji by group, with those used last on top, and found by their words. Arrows move, Enter takes. */
export function EmojiPicker({ onPick }: EmojiPickerProps) {
  const { all, failed, again } = useEmoji();
  const [query, setQuery] = useState("");
  const grid = useRef<HTMLDivElement>(null);
  const pick = ({ unicode }: Emoji) => {
    rememberEmoji(unicode);
    onPick(unicode);
  };
  if (failed) {
    return (
      <div className="flex flex-col items-center gap-3 py-10 text-center text-15 text-ink-2">
        <p>{m.emoji_failed()}</p>
        <Button look="quiet" onClick={again}>
          {m.action_retry()}
        </Button>
      </div>
    );
  }
  const onKeyDown = (event: KeyboardEvent) => moveFocus(event, grid.current);
  return (
    <div
      className="flex h-84 max-h-[60dvh] flex-col gap-2"
      onKeyDown={onKeyDown}
      role="presentation"
    >
      <label className="flex min-h-11 shrink-0 items-center gap-2.5 rounded-control bg-sunken px-3 text-ink-2">
        <Search size={18} strokeWidth={1.75} aria-hidden="true" />
        <input
          type="search"
          className="min-w-0 flex-1 bg-transparent py-2 text-17 text-ink outline-none placeholder:text-ink-2 desk:text-15"
          aria-label={m.emoji_search()}
          placeholder={m.emoji_search()}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      </label>
      <div ref={grid} className="-mx-2 min-h-0 flex-1 overflow-y-auto overscroll-contain px-2">
        {all === null ? (
          <div className="grid h-full place-items-center text-ink-2">
            <Spinner />
          </div>
        ) : (
          <Groups all={all} query={query.trim()} onPick={pick} />
        )}
      </div>
    </div>
  );
}

function useEmoji() {
  const language = useLanguage();
  const [all, setAll] = useState<Emoji[] | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (failed) return;
    let wanted = true;
    loadEmoji(language).then(
      (loaded) => wanted && setAll(loaded),
      () => wanted && setFailed(true),
    );
    return () => {
      wanted = false;
    };
  }, [language, failed]);
  return { all, failed, again: () => setFailed(false) };
}

type GroupsProps = { all: readonly Emoji[]; query: string; onPick: (emoji: Emoji) => void };

function Groups({ all, query, onPick }: GroupsProps) {
  // What was used last keeps its place while one chooses.
  const [recent] = useState(recentEmoji);
  if (query !== "") {
    const found = findEmoji(all, query);
    return found.length === 0 ? (
      <p className="py-10 text-center text-15 text-ink-2">{m.emoji_none()}</p>
    ) : (
      <Group title={m.emoji_found({ count: found.length })} emoji={found} onPick={onPick} />
    );
  }
  const used = recent.flatMap((unicode) => all.find((one) => one.unicode === unicode) ?? []);
  return (
    <>
      {used.length > 0 && <Group title={m.emoji_recent()} emoji={used} onPick={onPick} />}
      {groups.map(([group, title]) => (
        <Group
          key={group}
          title={title()}
          emoji={all.filter((one) => one.group === group)}
          onPick={onPick}
        />
      ))}
    </>
  );
}

const groups = [
  [0, () => m.emoji_group_faces()],
  [1, () => m.emoji_group_people()],
  [3, () => m.emoji_group_nature()],
  [4, () => m.emoji_group_food()],
  [5, () => m.emoji_group_travel()],
  [6, () => m.emoji_group_activities()],
  [7, () => m.emoji_group_objects()],
  [8, () => m.emoji_group_symbols()],
] as const;

type GroupProps = { title: string; emoji: readonly Emoji[]; onPick: (emoji: Emoji) => void };

/** Drawn only when it comes into view: there are more than a thousand. */
function Group({ title, emoji, onPick }: GroupProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="emoji-group">
      <h3 id={id} className="sticky top-0 bg-paper py-1.5 text-13 font-semibold text-ink-2">
        {title}
      </h3>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(2.75rem,1fr))]">
        {emoji.map((one) => (
          <button
            key={one.unicode}
            type="button"
            data-emoji=""
            aria-label={one.label}
            title={one.label}
            onClick={() => onPick(one)}
            className="grid size-11 place-items-center justify-self-center rounded-control text-26 hover:bg-sunken"
          >
            {one.unicode}
          </button>
        ))}
      </div>
    </section>
  );
}

/** Left and right by one, up and down by a line, from wherever the focus is. */
function moveFocus(event: KeyboardEvent, grid: HTMLElement | null): void {
  const all = [...(grid?.querySelectorAll<HTMLButtonElement>("[data-emoji]") ?? [])];
  const at = all.findIndex((button) => button === document.activeElement);
  const inField = event.target instanceof HTMLInputElement;
  const next = inField
    ? event.key === "ArrowDown" || event.key === "Enter"
      ? 0
      : null
    : nextIndex(event.key, all, at);
  if (next === null) return;
  const button = all[Math.max(0, Math.min(all.length - 1, next))];
  if (button === undefined) return;
  event.preventDefault();
  if (inField && event.key === "Enter") button.click();
  else button.focus();
}

function nextIndex(key: string, all: readonly HTMLElement[], at: number): number | null {
  const from = all[at];
  if (from === undefined) return null;
  const sign = getComputedStyle(from).direction === "rtl" ? -1 : 1;
  switch (key) {
    case "ArrowRight":
      return at + sign;
    case "ArrowLeft":
      return at - sign;
    case "ArrowDown":
    case "ArrowUp": {
      // The nearest of the next line: groups end in the middle of one.
      const { left, top } = from.getBoundingClientRect();
      const down = key === "ArrowDown";
      const beyond = all.filter((one) => {
        const other = one.getBoundingClientRect().top;
        return down ? other > top + 4 : other < top - 4;
      });
      const line = down ? beyond[0] : beyond.at(-1);
      if (line === undefined) return null;
      const there = beyond.filter(
        (one) => Math.abs(one.getBoundingClientRect().top - line.getBoundingClientRect().top) < 4,
      );
      const distance = (one: HTMLElement) => Math.abs(one.getBoundingClientRect().left - left);
      const nearest = there.sort((one, other) => distance(one) - distance(other))[0];
      return nearest === undefined ? null : all.indexOf(nearest);
    }
    default:
      return null;
  }
}
