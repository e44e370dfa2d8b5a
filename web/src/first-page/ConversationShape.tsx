import { m } from "../catalogue/index.ts";
import { ConversationSkeleton, ListSkeleton } from "../design/Skeleton.tsx";
import { StillWaiting } from "./StillWaiting.tsx";

/** Where a conversation will stand, for somebody of whom only the browser knows who they are. */
export function ConversationShape() {
  return (
    <main className="flex h-dvh">
      <div className="hidden border-line px-3 pt-[calc(var(--bar-height)+0.5rem)] desk:block desk:w-(--list-width) desk:shrink-0 desk:border-e">
        <ListSkeleton />
      </div>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <header className="flex min-h-(--bar-height) shrink-0 items-center gap-3 border-b border-line bg-paper ps-13 pe-2 pt-[env(safe-area-inset-top)] desk:ps-5 desk:pe-3">
          <span className="size-11 rounded-full bg-line/60" />
          <span className="flex flex-col gap-2">
            <span className="h-4.5 w-40 rounded-control bg-line/60" />
            <span className="h-3.5 w-24 rounded-control bg-line/60" />
          </span>
        </header>
        <div className="min-h-0 flex-1">
          <ConversationSkeleton />
        </div>
        <StillWaiting late={m.first_page_late()} off={m.no_script()} />
        <div className="shrink-0 border-t border-line px-4 pt-2 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
          <span className="block h-12 rounded-full bg-line/60" />
        </div>
      </div>
    </main>
  );
}
