import { configure } from "@relais/client/claims";
import { useState } from "react";
import { Desk } from "./desk.tsx";
import { SignIn, type SignedIn } from "./sign-in.tsx";
import { Visit } from "./visit.tsx";

/** `?relais=` names another server. */
const baseUrl = new URLSearchParams(location.search).get("relais") ?? "http://localhost:3000";

/** A customer's token comes behind `#`, which no server is sent, and leaves the address at once. */
const customersToken = /^#([0-9a-f]{64})$/.exec(location.hash)?.[1];
if (customersToken !== undefined) {
  history.replaceState(null, "", location.pathname + location.search);
  configure({ baseUrl, token: customersToken });
}

/** What the business shows: to the team its conversations and a claim's steps, to a customer their own. */
export function App() {
  const [me, setMe] = useState<SignedIn["user"] | null>(null);
  if (customersToken !== undefined) return <Visit />;
  if (me !== null) return <Desk me={me} />;
  return (
    <SignIn
      baseUrl={baseUrl}
      done={({ access, user }) => {
        configure({ baseUrl, token: access });
        setMe(user);
      }}
    />
  );
}
