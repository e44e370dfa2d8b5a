import { useReadable } from "@relais/react";
import { useEffect } from "react";
import { Redirect, useSearchParams } from "wouter";
import { m } from "../../catalogue/index.ts";
import { Mark } from "../../design/Mark.tsx";
import { StillWaiting } from "../../first-page/StillWaiting.tsx";
import { useTakeOver } from "../../session/first-page.ts";
import { session } from "../../session/session.ts";
import { Cast } from "./Cast.tsx";
import { Credentials } from "./Credentials.tsx";
import { Glimpse } from "./Glimpse.tsx";
import { Switches } from "../settings/Switches.tsx";
import { useSignIn } from "./use-sign-in.ts";

/** Only a path of our own: a link may not send people elsewhere after sign-in. */
const isOurs = /^\/(?![/\\])/;

/** The door: what this is, the demo cast one tap away, or one's own account. */
export function SignIn() {
  const [search] = useSearchParams();
  const to = search.get("to") ?? "/";
  const state = useReadable(session.state);
  const signIn = useSignIn();
  useTakeOver();
  useEffect(() => {
    document.title = `${m.sign_in_title()} · Relais`;
  }, []);
  if (state.status === "signed_in") return <Redirect to={isOurs.test(to) ? to : "/"} replace />;
  return (
    <div className="grid min-h-dvh desk:h-dvh desk:grid-cols-[minmax(0,1fr)_minmax(30rem,38%)]">
      <aside className="hidden flex-col bg-poster p-12 text-on-poster desk:flex">
        <div className="flex items-center gap-3 [--brand:var(--on-poster)] [--on-brand:var(--poster)]">
          <Mark size={40} />
          <span className="text-26 font-bold tracking-tight">{m.app_name()}</span>
        </div>
        <div className="mx-auto flex w-full max-w-120 flex-1 flex-col justify-center gap-9">
          <p className="text-34 leading-tight font-bold tracking-tight text-balance">
            {m.app_sentence()}
          </p>
          <Glimpse />
          <p className="text-17 text-pretty opacity-85">{m.app_promise()}</p>
        </div>
      </aside>
      <main className="flex min-h-0 flex-col desk:overflow-y-auto">
        <div className="flex items-center gap-3 ps-5 pe-3 pt-[max(1rem,env(safe-area-inset-top))]">
          <span className="flex flex-1 items-center gap-3">
            <span className="flex items-center gap-3 desk:hidden">
              <Mark size={36} />
              <span className="text-20 font-bold tracking-tight">{m.app_name()}</span>
            </span>
          </span>
          <Switches />
        </div>
        {import.meta.env.SSR && <StillWaiting late={m.first_page_late()} off={m.no_script()} />}
        <div className="mx-auto flex w-full max-w-120 flex-col gap-9 px-5 pt-6 pb-[max(2.5rem,env(safe-area-inset-bottom))] desk:my-auto desk:px-8">
          <h1 className="text-26 text-balance desk:sr-only">{m.app_sentence()}</h1>
          <Cast signIn={signIn} />
          <Credentials signIn={signIn} />
        </div>
      </main>
    </div>
  );
}
