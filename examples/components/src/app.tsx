import { isEnglish } from "./look.ts";
import { CaseListPage } from "./pages/case-list.tsx";
import { CaseTimelinePage } from "./pages/case-timeline.tsx";
import { ClaimStatusTrackerPage } from "./pages/claim-status-tracker.tsx";
import { ConversationPage } from "./pages/conversation.tsx";
import { NotificationCenterPage } from "./pages/notification-center.tsx";
import { PushNotificationSettingsPage } from "./pages/push-notification-settings.tsx";
import { RealtimeChatPage } from "./pages/realtime-chat.tsx";
import { SignedIn } from "./signed-in.tsx";

const pages = {
  "/conversation": { name: "Conversation", Page: ConversationPage },
  "/case-list": { name: "CaseList", Page: CaseListPage },
  "/case-timeline": { name: "CaseTimeline", Page: CaseTimelinePage },
  "/notification-center": { name: "NotificationCenter", Page: NotificationCenterPage },
  "/realtime-chat": { name: "RealtimeChat", Page: RealtimeChatPage },
  "/claim-status-tracker": { name: "ClaimStatusTracker", Page: ClaimStatusTrackerPage },
  "/push-notification-settings": {
    name: "PushNotificationSettings",
    Page: PushNotificationSettingsPage,
  },
};

/** An index, and a page for each component. */
export function App() {
  const found = pages[location.pathname as keyof typeof pages];
  if (found === undefined) return <Index />;
  const { name, Page } = found;
  return (
    <main>
      <p>
        <a href={`/${location.search}`}>{isEnglish ? "All components" : "Tous les composants"}</a>
      </p>
      <h1>{name}</h1>
      <SignedIn>
        <Page />
      </SignedIn>
    </main>
  );
}

function Index() {
  return (
    <main>
      <h1>{isEnglish ? "The components of Relais" : "Les composants de Relais"}</h1>
      <ul className="index">
        {Object.entries(pages).map(([path, { name }]) => (
          <li key={path}>
            <a href={path + location.search}>
              <code>{`<${name} />`}</code>
            </a>
          </li>
        ))}
      </ul>
    </main>
  );
}
