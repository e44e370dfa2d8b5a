import { m } from "../catalogue/index.ts";

/** How many messages wait to be read. Weight, not colour: ink on paper. */
export function UnreadBadge({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span className="grid h-[1.375rem] min-w-[1.375rem] shrink-0 place-items-center rounded-full bg-ink px-1.5 text-13 font-bold text-paper figures">
      <span aria-hidden="true">{count > 99 ? "99+" : count}</span>
      <span className="sr-only">{m.unread_label({ count })}</span>
    </span>
  );
}
