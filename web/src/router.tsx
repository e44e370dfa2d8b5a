import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  Outlet,
} from "@tanstack/react-router";
import { Pick } from "./scenes/requests/Pick.tsx";
import { NotFound } from "./scenes/not-found/NotFound.tsx";
import { homeSection } from "./scenes/shell/section.ts";
import { Crash } from "./scenes/shell/Crash.tsx";
import { useMe } from "./session/SignedIn.tsx";

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search: Record<string, unknown>): { to?: string } =>
    // Only a path of our own: a link may not send people elsewhere after sign-in.
    typeof search.to === "string" && /^\/(?![/\\])/.test(search.to) ? { to: search.to } : {},
  component: lazyRouteComponent(() => import("./scenes/sign-in/SignIn.tsx"), "SignIn"),
});

const inside = createRoute({
  getParentRoute: () => root,
  id: "inside",
  component: lazyRouteComponent(() => import("./scenes/shell/Workspace.tsx"), "Workspace"),
});

function Home() {
  return <Navigate to={`/${homeSection(useMe())}`} replace />;
}

const home = createRoute({ getParentRoute: () => inside, path: "/", component: Home });
const requests = createRoute({ getParentRoute: () => inside, path: "/requests", component: Pick });
const available = createRoute({
  getParentRoute: () => inside,
  path: "/available",
  component: Pick,
});
const mine = createRoute({ getParentRoute: () => inside, path: "/mine", component: Pick });

const newRequest = createRoute({
  getParentRoute: () => inside,
  path: "/requests/new",
  component: lazyRouteComponent(() => import("./scenes/new-request/NewRequest.tsx"), "NewRequest"),
});

const communication = createRoute({
  getParentRoute: () => inside,
  path: "/communication/$requestId",
  component: lazyRouteComponent(
    () => import("./scenes/conversation/Communication.tsx"),
    "Communication",
  ),
});

const tracking = createRoute({
  getParentRoute: () => inside,
  path: "/communication/$requestId/suivi",
  component: lazyRouteComponent(
    () => import("./scenes/position/RequestTracking.tsx"),
    "RequestTracking",
  ),
});

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    inside.addChildren([home, requests, available, mine, newRequest, communication, tracking]),
  ]),
  defaultErrorComponent: Crash,
  defaultPreload: "intent",
  scrollRestoration: false,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
