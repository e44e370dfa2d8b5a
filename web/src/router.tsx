import { lazy, type ReactNode, Suspense } from "react";
import { Redirect, Route, Switch } from "wouter";
import { ConversationSkeleton } from "./design/Skeleton.tsx";
import { listAddress } from "./navigation/lists.ts";
import { caseOfTrade, usePathname } from "./navigation/place.ts";
import { NotFound } from "./scenes/not-found/NotFound.tsx";
import { Pick } from "./scenes/requests/Pick.tsx";
import { CrashBoundary } from "./scenes/shell/CrashBoundary.tsx";
import { homeSection, worksAtDesk } from "./scenes/shell/section.ts";
import { useMe } from "./session/SignedIn.tsx";

// Each scene is loaded with its first visit.
const SignIn = lazy(async () => ({
  default: (await import("./scenes/sign-in/SignIn.tsx")).SignIn,
}));
const Workspace = lazy(async () => ({
  default: (await import("./scenes/shell/Workspace.tsx")).Workspace,
}));
const NewRequest = lazy(async () => ({
  default: (await import("./scenes/new-request/NewRequest.tsx")).NewRequest,
}));
const Communication = lazy(async () => ({
  default: (await import("./scenes/conversation/Communication.tsx")).Communication,
}));
const RequestTracking = lazy(async () => ({
  default: (await import("./scenes/position/RequestTracking.tsx")).RequestTracking,
}));

const QuickAnswersPage = lazy(async () => ({
  default: (await import("./scenes/answers/QuickAnswersPage.tsx")).QuickAnswersPage,
}));
const CannedPage = lazy(async () => ({
  default: (await import("./scenes/canned/CannedPage.tsx")).CannedPage,
}));
const DeskBar = lazy(async () => ({
  default: (await import("./scenes/desk/DeskBar.tsx")).DeskBar,
}));
const ProceduresPage = lazy(async () => ({
  default: (await import("./scenes/procedures/ProceduresPage.tsx")).ProceduresPage,
}));
const ProcedurePage = lazy(async () => ({
  default: (await import("./scenes/procedures/ProcedurePage.tsx")).ProcedurePage,
}));
const StatisticsPage = lazy(async () => ({
  default: (await import("./scenes/statistics/StatisticsPage.tsx")).StatisticsPage,
}));
const WorkplacePage = lazy(async () => ({
  default: (await import("./scenes/workplace/WorkplacePage.tsx")).WorkplacePage,
}));
const WarrantyListPage = lazy(async () => ({
  default: (await import("./scenes/warranty/WarrantyListPage.tsx")).WarrantyListPage,
}));
const WarrantyPage = lazy(async () => ({
  default: (await import("./scenes/warranty/WarrantyPage.tsx")).WarrantyPage,
}));
const AdminPage = lazy(async () => ({
  default: (await import("./scenes/admin/AdminPage.tsx")).AdminPage,
}));
const InvitationPage = lazy(async () => ({
  default: (await import("./scenes/invitation/InvitationPage.tsx")).InvitationPage,
}));
const Guest = lazy(async () => ({
  default: (await import("./scenes/guest/Guest.tsx")).Guest,
}));

const Embed = lazy(async () => ({
  default: (await import("./scenes/embed/Embed.tsx")).Embed,
}));

/** The site whose chat this page is; in a frame of somebody else's nothing but that is ever shown. */
const embedded =
  /^\/embed\/([\w-]+)$/.exec(location.pathname)?.[1] ?? (window.parent === window ? null : "");

/** The scene of the address. */
export function Scenes() {
  const place = usePathname();
  if (embedded !== null) {
    return (
      <CrashBoundary place={place}>
        <Suspense fallback={null}>
          <Embed site={embedded} />
        </Suspense>
      </CrashBoundary>
    );
  }
  return (
    <CrashBoundary place={place}>
      <Suspense fallback={null}>
        <Switch>
          <Route path="/sign-in">
            <SignIn />
          </Route>
          <Route path="/suivi/:token?">{({ token }) => <Guest token={token} />}</Route>
          <Route path="/invitation/:token">
            {({ token }) => <InvitationPage key={token} token={token} />}
          </Route>
          <Route path={inside}>
            <Workspace>
              <Suspense fallback={<ConversationSkeleton />}>
                <Inside />
              </Suspense>
            </Workspace>
          </Route>
          <Route>
            <NotFound />
          </Route>
        </Switch>
      </Suspense>
    </CrashBoundary>
  );
}

/** What stands behind sign-in. */
const inside =
  /^\/(?:|requests|requests\/new|available|mine|messages|app\/(?:appointments|messages|garage\/[^/]+)|garage(?:\/messages)?|claims\/warranties(?:\/[^/]+)?|(?:claims|tickets|deliveries)(?:\/[^/]+)?|chat(?:\/[^/]+)?|answers|canned|procedures(?:\/[^/]+)?|statistics|admin(?:\/[^/]+)?|communication\/[^/]+(?:\/suivi)?)\/?$/i;

function Inside() {
  return (
    <Switch>
      <Route path="/">
        <Home />
      </Route>
      <Route path="/requests/new">
        <NewRequest />
      </Route>
      <Route path="/canned">
        <CannedPage />
      </Route>
      <Route path="/answers">
        <QuickAnswersPage />
      </Route>
      <Route path="/procedures">
        <ProceduresPage />
      </Route>
      <Route path="/procedures/:id">
        {({ id }) => <ProcedurePage key={id} id={id === "new" ? null : id} />}
      </Route>
      <Route path="/admin/:section?">{({ section }) => <AdminPage section={section} />}</Route>
      <Route path="/statistics">
        <StatisticsPage />
      </Route>
      <Route path="/chat/:requestId?">
        {({ requestId }) => (
          <DeskOnly>
            {requestId ? (
              <>
                <DeskBar id={requestId} />
                <Communication requestId={requestId} />
              </>
            ) : (
              <Pick />
            )}
          </DeskOnly>
        )}
      </Route>
      <Route path="/app/garage/:id">{({ id }) => <WorkplacePage key={id} id={id} />}</Route>
      <Route path="/claims/warranties">
        <WarrantyListPage />
      </Route>
      <Route path="/claims/warranties/:id">{({ id }) => <WarrantyPage key={id} id={id} />}</Route>
      <Route path={caseOfTrade}>
        {({ requestId }) => <Communication requestId={requestId ?? ""} />}
      </Route>
      <Route path="/communication/:requestId">
        {({ requestId }) => <Communication requestId={requestId} />}
      </Route>
      <Route path="/communication/:requestId/suivi">
        {({ requestId }) => <RequestTracking requestId={requestId} />}
      </Route>
      <Route>
        <Pick />
      </Route>
    </Switch>
  );
}

/** The desk is for those who answer there; anybody else begins with their own list. */
function DeskOnly({ children }: { children: ReactNode }) {
  return worksAtDesk(useMe()) ? children : <Redirect to="/" replace />;
}

function Home() {
  const me = useMe();
  return <Redirect to={listAddress(me, homeSection(me))} replace />;
}
