import type { Me } from "@relais/client";
import { RelaisProvider, useReadable } from "@relais/react";
import { type ReactNode, type SubmitEvent, useEffect, useMemo, useState } from "react";
import { isEnglish } from "./look.ts";
import { clientOf, session } from "./relais.ts";

/** A sign-in first, then what is below it, which finds its client. */
export function SignedIn({ children }: { children: ReactNode }) {
  const state = useReadable(session.state);
  if (state.status === "signed_out") return <SignIn />;
  return (
    <Provided key={state.user.id} me={state.user}>
      {children}
    </Provided>
  );
}

function Provided({ me, children }: { me: Me; children: ReactNode }) {
  const client = useMemo(() => clientOf(me.id), [me.id]);
  useEffect(() => {
    client.start();
    return () => void client.stop();
  }, [client]);
  return (
    <>
      <p className="who">
        {me.full_name}{" "}
        <button type="button" onClick={() => void session.signOut()}>
          {isEnglish ? "Sign out" : "Se déconnecter"}
        </button>
      </p>
      <RelaisProvider client={client} session={session}>
        {children}
      </RelaisProvider>
    </>
  );
}

function SignIn() {
  const [problem, setProblem] = useState("");
  const submit = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    try {
      await session.signIn(String(form.get("email")), String(form.get("password")));
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <label>
        E-mail <input name="email" type="email" autoComplete="username" required />
      </label>
      <label>
        {isEnglish ? "Password" : "Mot de passe"}{" "}
        <input name="password" type="password" autoComplete="current-password" required />
      </label>
      <p role="alert">{problem}</p>
      <button type="submit">{isEnglish ? "Sign in" : "Se connecter"}</button>
    </form>
  );
}
