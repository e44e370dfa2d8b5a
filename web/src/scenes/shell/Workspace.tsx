import { useOpenCase, usePathname } from "../../navigation/place.ts";
import { useCaseList } from "../../session/CasesProvider.tsx";
import { lazy, type ReactNode, Suspense } from "react";
import { m } from "../../catalogue/index.ts";
import { classes } from "../../design/classes.ts";
import { ListSkeleton } from "../../design/Skeleton.tsx";
import { afterwards } from "../../session/afterwards.ts";
import { SignedIn, useMe } from "../../session/SignedIn.tsx";
import { useTakeOver } from "../../session/first-page.ts";
import { useAttention } from "../../session/attention.ts";
import { RequestList } from "../requests/RequestList.tsx";
import { ConnectionBar } from "./ConnectionBar.tsx";
import { IncomingBar } from "./IncomingBar.tsx";
import { useTalkKinds } from "../../kind/use-main-kind.ts";
import { sectionTitle, useSection } from "./section.ts";

const AvailableList = lazy(async () => ({
  default: (await import("../available/AvailableList.tsx")).AvailableList,
}));
const MineList = lazy(async () => ({
  default: (await import("../available/MineList.tsx")).MineList,
}));
const RoomList = lazy(async () => ({
  default: (await import("../rooms/RoomList.tsx")).RoomList,
}));
const TalkList = lazy(async () => ({
  default: (await import("../rooms/TalkList.tsx")).TalkList,
}));
const NoticeToasts = lazy(() =>
  afterwards(async () => ({
    default: (await import("../notifications/NoticeToasts.tsx")).NoticeToasts,
  })),
);
const Desk = lazy(async () => ({ default: (await import("../desk/Desk.tsx")).Desk }));

/** The frame of everything behind sign-in: list beside content on a desk, one of them on a phone. */
export function Workspace({ children }: { children: ReactNode }) {
  return (
    <SignedIn>
      <Frame>{children}</Frame>
    </SignedIn>
  );
}

function Frame({ children }: { children: ReactNode }) {
  const me = useMe();
  const { section, isList } = useSection(me);
  const { cases, unread } = useCaseList();
  const requestId = useOpenCase();
  const talks = useTalkKinds();
  // Administration has sections of its own where the list would be.
  const alone = usePathname().startsWith("/admin");
  useAttention(
    unread,
    cases.find(({ id }) => id === requestId)?.title ?? sectionTitle(me, section),
  );
  useTakeOver();
  return (
    <div className="flex h-dvh flex-col">
      <a
        href="#content"
        className="sr-only z-50 max-desk:hidden rounded-control bg-brand px-4 py-3 text-on-brand focus:not-sr-only focus:absolute focus:start-2 focus:top-2"
      >
        {m.nav_skip()}
      </a>
      <ConnectionBar />
      <IncomingBar />
      <Suspense fallback={null}>
        <NoticeToasts />
      </Suspense>
      <main className="flex min-h-0 flex-1">
        <div
          className={classes(
            "min-h-0 w-full flex-col border-line desk:w-(--list-width) desk:shrink-0 desk:border-e",
            isList ? "flex" : "hidden",
            alone ? "desk:hidden" : "desk:flex",
          )}
        >
          {section === "requests" && <RequestList />}
          <Suspense fallback={<ListSkeleton />}>
            {section === "available" && <AvailableList />}
            {section === "mine" && <MineList />}
          </Suspense>
          {section === "messages" && (
            <Suspense fallback={<ListSkeleton />}>
              {talks.length > 0 ? <TalkList /> : <RoomList />}
            </Suspense>
          )}
          {section === "chat" && (
            <Suspense fallback={<ListSkeleton />}>
              <Desk />
            </Suspense>
          )}
        </div>
        <div
          id="content"
          tabIndex={-1}
          className={classes(
            "min-h-0 min-w-0 flex-1 flex-col outline-none desk:flex",
            isList ? "hidden" : "flex",
          )}
        >
          {children}
        </div>
      </main>
    </div>
  );
}
