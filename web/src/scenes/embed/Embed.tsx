import { NetworkError } from "@relais/client";
import type { EmbeddedSite, OrganizationLook } from "@relais/protocol";
import { useConversation, useReadable } from "@relais/react";
import { hasEnded } from "@relais/react/headless";
import { CloudOff, LogIn, MessageCircleOff, RotateCw, X } from "lucide-react";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { EmptyState } from "../../design/EmptyState.tsx";
import { IconButton } from "../../design/IconButton.tsx";
import { OrganizationMark } from "../../design/OrganizationMark.tsx";
import { Spinner } from "../../design/Spinner.tsx";
import { useKind } from "../../kind/KindsProvider.tsx";
import { useAccent } from "../../session/accent.ts";
import { explain, refusalIn } from "../../session/refusal.ts";
import { useTheme } from "../../session/theme.ts";
import { GuestConversation } from "../guest/GuestConversation.tsx";
import { Visiting } from "../guest/Visiting.tsx";
import { tokensOf } from "./accent.ts";
import { Door, type Inside, readSite } from "./door.ts";
import { type Host, hostOf } from "./host.ts";
import { KeepLink } from "./KeepLink.tsx";
import { Start } from "./Start.tsx";

type Opened = { site: EmbeddedSite; host: Host; door: Door; accent: string | null; inside: Inside };
type State = { at: "opening" } | { at: "problem"; error: unknown } | { at: "open"; opened: Opened };

/** One for the life of the page: what it says to the page around it is said once. */
const hosts = new Map<string, Host>();

async function open(key: string): Promise<Opened> {
  const site = await readSite(key);
  const host = hosts.get(key) ?? hostOf(site);
  hosts.set(key, host);
  const hello = await host.hello;
  const door = new Door(site, host);
  const inside = await door.enter(hello.vouches);
  return { site, host, door, accent: hello.accent ?? site.accent, inside };
}

/** `/embed/:site`: the chat on somebody else's site, in a frame of theirs. */
export function Embed({ site: key }: { site: string }) {
  const [state, setState] = useState<State>({ at: "opening" });
  const begun = useRef(false);
  const begin = useCallback(() => {
    setState({ at: "opening" });
    open(key).then(
      (opened) => setState({ at: "open", opened }),
      (error: unknown) => setState({ at: "problem", error }),
    );
  }, [key]);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    begin();
  }, [begin]);
  if (state.at === "opening") {
    return (
      <main className="grid h-dvh place-items-center text-ink-2">
        <span className="appear-late flex items-center gap-2.5 text-15">
          <Spinner />
          {m.embed_opening()}
        </span>
      </main>
    );
  }
  if (state.at === "problem") {
    return <Problem error={state.error} host={hosts.get(key)} again={begin} />;
  }
  return <Chat {...state.opened} />;
}

function Chat({ site, host, door, accent, inside: first }: Opened) {
  const [inside, setInside] = useState(first);
  const [problem, setProblem] = useState<unknown>(null);
  useSiteAccent(accent);
  useEscape(host);
  const enter = useCallback((entering: Promise<Inside>) => {
    setProblem(null);
    entering.then(setInside, setProblem);
  }, []);
  // Who is signed in on the site has changed while the page was open.
  useEffect(() => host.onIdentity((token) => enter(door.enterAs(token))), [host, door, enter]);
  const session = useReadable(door.place.session.state);
  const close = (
    <IconButton icon={X} label={m.action_close()} onClick={() => host.tell({ say: "close" })} />
  );
  const framed = window.parent !== window;
  if (problem !== null) {
    return <Problem error={problem} host={host} again={() => enter(door.enterAs(null))} />;
  }
  if (inside.at === "conversation" && session.status === "signed_in") {
    const { visit } = inside;
    return (
      <Visiting
        key={visit.conversation_id}
        place={door.place}
        me={session.user}
        visit={visit}
        ended={<Withdrawn onAgain={() => enter(door.leave().then(() => door.enter(true)))} />}
      >
        {(fresh) => (
          <>
            <Unread id={visit.conversation_id} host={host} />
            <GuestConversation
              visit={fresh}
              around={{
                close: framed ? close : null,
                link: <KeepLink address={door.link} />,
                below: <Again id={visit.conversation_id} onAgain={() => setInside(door.again())} />,
              }}
            />
          </>
        )}
      </Visiting>
    );
  }
  if (inside.at === "stranger") {
    return (
      <Frame organization={site.organization} close={framed ? close : null}>
        <EmptyState icon={LogIn} title={m.embed_stranger_title()} text={m.embed_stranger_text()} />
      </Frame>
    );
  }
  return (
    <Frame organization={site.organization} close={framed ? close : null}>
      <Start
        writer={inside.at === "start" ? inside.writer : null}
        begin={(text, guest) => door.begin(text, guest)}
        onBegun={(visit) => setInside({ at: "conversation", visit })}
      />
    </Frame>
  );
}

type FrameProps = { organization: OrganizationLook; close: ReactNode; children: ReactNode };

function Frame({ organization, close, children }: FrameProps) {
  useAccent(organization.accent);
  return (
    <div className="flex h-dvh flex-col overflow-hidden">
      <header className="flex min-h-(--bar-height) shrink-0 items-center gap-3 border-b border-line ps-4 pe-2">
        <OrganizationMark organization={organization} />
        <h1 className="min-w-0 flex-1 truncate text-17">{organization.name}</h1>
        {close}
      </header>
      <main className="min-h-0 flex-1 overflow-y-auto">{children}</main>
    </div>
  );
}

/** Tells the page around how much waits to be read. */
function Unread({ id, host }: { id: string; host: Host }) {
  const { view } = useConversation(id);
  const count = view.state?.unread ?? 0;
  useEffect(() => host.tell({ say: "unread", count }), [host, count]);
  return null;
}

/** What has ended stays to be read; something new is another conversation. */
function Again({ id, onAgain }: { id: string; onAgain: () => void }) {
  const subject = useConversation(id).view.state?.case;
  const kind = useKind(subject?.kind);
  if (subject === undefined || !hasEnded(kind, subject)) return null;
  return (
    <div className="shrink-0 border-b border-line bg-surface px-4 pb-3">
      <Button look="quiet" wide onClick={onAgain}>
        {m.embed_again()}
      </Button>
    </div>
  );
}

function Withdrawn({ onAgain }: { onAgain: () => void }) {
  return (
    <main className="grid h-dvh place-items-center">
      <EmptyState
        icon={MessageCircleOff}
        level={1}
        title={m.embed_ended_title()}
        text={m.embed_ended_text()}
      >
        <Button wide onClick={onAgain}>
          {m.embed_again()}
        </Button>
      </EmptyState>
    </main>
  );
}

type ProblemProps = { error: unknown; host: Host | undefined; again: () => void };

function Problem({ error, host, again }: ProblemProps) {
  const network = error instanceof NetworkError;
  const unknown = refusalIn(error)?.code === "embedding_unknown";
  return (
    <main className="relative grid h-dvh place-items-center" data-embed="problem">
      {host !== undefined && window.parent !== window && (
        <span className="absolute end-2 top-2">
          <IconButton
            icon={X}
            label={m.action_close()}
            onClick={() => host.tell({ say: "close" })}
          />
        </span>
      )}
      <EmptyState
        icon={network ? CloudOff : MessageCircleOff}
        level={1}
        title={network ? m.guest_offline_title() : m.embed_failed_title()}
        text={explain(error)}
      >
        {!unknown && (
          <Button wide onClick={again}>
            <RotateCw size={20} strokeWidth={1.75} aria-hidden="true" />
            {m.action_retry()}
          </Button>
        )}
      </EmptyState>
    </main>
  );
}

/** The colour that was chosen for the site, before that of the organization. */
function useSiteAccent(accent: string | null): void {
  const theme = useTheme();
  useEffect(() => {
    if (accent === null) return;
    const { style } = document.documentElement;
    for (const [name, value] of Object.entries(tokensOf(accent, theme))) {
      style.setProperty(name, value);
    }
  }, [accent, theme]);
}

/** Escape leaves the chat, unless it closes something in it first. */
function useEscape(host: Host): void {
  useEffect(() => {
    const leave = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      if (document.querySelector("dialog[open]") !== null) return;
      host.tell({ say: "close" });
    };
    addEventListener("keydown", leave);
    return () => removeEventListener("keydown", leave);
  }, [host]);
}
