import { createClient, type Me } from "@relais/client";
import type { FirstPage, FirstPageOrder, Language, LinkSight } from "@relais/protocol";
import { RelaisProvider } from "@relais/react";
import { tellTimesBy } from "@relais/react/headless";
import { renderToString } from "preact-render-to-string";
import type { ReactElement } from "react";
import { speak } from "../format/language.ts";
import { KindsContext } from "../kind/KindsProvider.tsx";
import { Ended } from "../scenes/guest/Ended.tsx";
import { GuestConversation } from "../scenes/guest/GuestConversation.tsx";
import { DemoContext } from "../scenes/sign-in/demo.ts";
import { SignIn } from "../scenes/sign-in/SignIn.tsx";
import { MeContext } from "../session/me.ts";
import { documentOf } from "./document.ts";
import { clockIn } from "./zone.ts";

/**
 * Draws a page with the components of the app, as they stand before anything is touched: what the app draws when it
 * comes is the same.
 */
export async function drawFirstPage(order: FirstPageOrder): Promise<FirstPage> {
  const { language } = order;
  if (order.page === "door") return drawDoor(order);
  const { seen } = order;
  if (typeof seen === "string") {
    const page = () => <Ended problem={seen} again={() => {}} />;
    const markup = draw(page, language);
    return documentOf({ markup, language, accent: undefined, facts: null, way: "guest" });
  }
  const page = await conversationOf(seen);
  const markup = draw(page, language, seen.time_zone);
  const { conversation, kinds, organization } = seen;
  const { accent } = organization;
  return documentOf({ markup, language, accent, facts: { conversation, kinds }, way: "guest" });
}

type Door = Extract<FirstPageOrder, { page: "door" }>;

function drawDoor({ demo, leadsOn, language }: Door): FirstPage {
  const page = () => (
    <DemoContext value={demo}>
      <SignIn />
    </DemoContext>
  );
  const facts = demo === null ? null : { demo };
  const markup = draw(page, language);
  return documentOf({ markup, language, accent: undefined, facts, way: "door", leadsOn });
}

/** In one go: language and clock are those of this page until it is drawn. */
function draw(page: () => ReactElement, language: Language, timeZone = "UTC"): string {
  speak(language);
  tellTimesBy(clockIn(timeZone));
  return renderToString(page());
}

/** The conversation as the SDK shows it on a device that is not connected yet. */
async function conversationOf(seen: LinkSight): Promise<() => ReactElement> {
  const { conversation: state, kinds, organization } = seen;
  const client = createClient({
    baseUrl: "http://server",
    getToken: async () => null,
    early: async () => state,
    tabs: {},
    geolocation: null,
    wakeLock: null,
  });
  const { view } = client.conversation(state.conversation_id);
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = () => view.get().state !== null && resolve();
  const leave = view.subscribe(look);
  await promise;
  leave();
  await client.stop();
  const visit = {
    conversation_id: state.conversation_id,
    organization,
    call: seen.call === null ? null : { name: seen.call, phone: "" },
    expires_at: null,
  };
  const me = viewerOf(seen);
  return () => (
    <RelaisProvider client={client}>
      <MeContext value={me}>
        <KindsContext value={kinds}>
          <div className="flex h-dvh flex-col overflow-hidden">
            <main className="flex min-h-0 flex-1 flex-col">
              <GuestConversation visit={visit} />
            </main>
          </div>
        </KindsContext>
      </MeContext>
    </RelaisProvider>
  );
}

function viewerOf({ conversation, organization, kinds }: LinkSight): Me {
  const { viewer_id, participants } = conversation;
  const viewer = participants.find(({ id }) => id === viewer_id);
  return {
    id: viewer_id,
    full_name: viewer?.full_name ?? "",
    role: "customer",
    email: null,
    phone: null,
    language: "fr",
    organization: { id: "", kinds: kinds.map(({ name }) => name), ...organization },
  };
}
