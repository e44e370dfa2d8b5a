import { m } from "../catalogue/index.ts";
import { classes } from "./classes.ts";

/** Where something will stand. It stands still: nothing shimmers. */
function Block({ className }: { className: string }) {
  return <span className={classes("block bg-line/60", className)} />;
}

/** The shape of a list of cases, shown only when the wait is felt. */
export function ListSkeleton() {
  return (
    <output className="appear-late flex flex-col gap-3">
      <span className="sr-only">{m.loading()}</span>
      {[70, 48, 60].map((width) => (
        <span key={width} className="flex flex-col gap-3 rounded-card bg-surface p-4 shadow-lift">
          <span
            className="block h-4.5 rounded-control bg-line/60"
            style={{ inlineSize: `${width}%` }}
          />
          <Block className="h-3.5 w-4/5 rounded-control" />
          <Block className="h-1 w-full rounded-full" />
        </span>
      ))}
    </output>
  );
}

/** The shape of a conversation. */
export function ConversationSkeleton() {
  return (
    <output className="appear-late flex h-full flex-col justify-end gap-2 p-4">
      <span className="sr-only">{m.conversation_loading()}</span>
      <Block className="h-11 w-3/5 rounded-bubble" />
      <Block className="h-16 w-2/3 rounded-bubble" />
      <Block className="ms-auto h-11 w-1/2 rounded-bubble" />
      <Block className="h-11 w-2/5 rounded-bubble" />
      <Block className="ms-auto h-16 w-3/5 rounded-bubble" />
    </output>
  );
}
