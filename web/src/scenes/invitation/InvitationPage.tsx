import { RelaisError } from "@relais/client";
import { invitationOf, type OpenInvitation } from "@relais/client/admin";
import { useReadable } from "@relais/react";
import { CloudOff, Link2Off } from "lucide-react";
import { type FormEvent, useCallback, useEffect, useMemo, useState } from "react";
import { Redirect } from "wouter";
import { m } from "../../catalogue/index.ts";
import { Button, buttonClasses } from "../../design/Button.tsx";
import { Choice } from "../../design/Choice.tsx";
import { EmptyState } from "../../design/EmptyState.tsx";
import { Field } from "../../design/Field.tsx";
import { Mark } from "../../design/Mark.tsx";
import { Notice } from "../../design/Notice.tsx";
import { OrganizationMark } from "../../design/OrganizationMark.tsx";
import { Spinner } from "../../design/Spinner.tsx";
import { currentLanguage } from "../../format/language.ts";
import { roleName } from "../../format/role.ts";
import { inLanguage } from "../../kind/kind.ts";
import { Link } from "../../navigation/Link.tsx";
import { useAccent } from "../../session/accent.ts";
import { explain, refusalIn } from "../../session/refusal.ts";
import { session, visitor } from "../../session/session.ts";
import { Switches } from "../settings/Switches.tsx";

/** `/invitation/{token}`: whoever was invited chooses how they will sign in. The link works once. */
export function InvitationPage({ token }: { token: string }) {
  const calls = useMemo(() => invitationOf(visitor.http, token), [token]);
  const [invitation, setInvitation] = useState<OpenInvitation | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  const state = useReadable(session.state);
  const read = useCallback(async () => {
    try {
      setInvitation(await calls.read());
      setFailed(null);
    } catch (error) {
      setFailed(error);
    }
  }, [calls]);
  useEffect(() => {
    // What was loaded is shown once it has come; nothing is set before.
    void Promise.resolve().then(read);
  }, [read]);
  const [joined, setJoined] = useState(false);
  if (joined && state.status === "signed_in") return <Redirect to="/" replace />;
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex items-center gap-3 ps-5 pe-3 pt-[max(1rem,env(safe-area-inset-top))]">
        <Mark size={36} />
        <span className="flex-1 text-20 font-bold tracking-tight">{m.app_name()}</span>
        <Switches />
      </header>
      <main className="mx-auto flex w-full max-w-120 flex-1 flex-col gap-6 px-5 pt-8 pb-12">
        {failed !== null ? (
          <Ended error={failed} onRetry={() => void read()} />
        ) : invitation === null ? (
          <div className="grid min-h-60 place-items-center text-ink-2">
            <Spinner />
          </div>
        ) : (
          <Join
            invitation={invitation}
            onJoin={async (chosen) => {
              const { email } = await calls.accept(chosen);
              setJoined(true);
              await session.signIn(email, chosen.password);
            }}
          />
        )}
      </main>
    </div>
  );
}

function Ended({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const refused = error instanceof RelaisError;
  return (
    <EmptyState
      icon={refused ? Link2Off : CloudOff}
      level={1}
      title={refused ? m.invitation_ended_title() : m.invitation_failed_title()}
      text={explain(error)}
    >
      {refused ? (
        <Link to="/sign-in" className={buttonClasses("primary", true)}>
          {m.invitation_sign_in()}
        </Link>
      ) : (
        <Button wide onClick={onRetry}>
          {m.action_retry()}
        </Button>
      )}
    </EmptyState>
  );
}

type Chosen = { full_name: string; email: string; password: string; language: "fr" | "en" };
type JoinProps = { invitation: OpenInvitation; onJoin: (chosen: Chosen) => Promise<void> };

function Join({ invitation, onJoin }: JoinProps) {
  const { organization, role, role_title } = invitation;
  useAccent(organization.accent);
  const [name, setName] = useState(invitation.full_name ?? "");
  const [email, setEmail] = useState(invitation.email ?? "");
  const [password, setPassword] = useState("");
  const [language, setLanguage] = useState<"fr" | "en">(currentLanguage());
  const [fields, setFields] = useState<Readonly<Record<string, string>>>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    setFields({});
    try {
      await onJoin({ full_name: name.trim(), email: email.trim(), password, language });
    } catch (error) {
      setFields(refusalIn(error)?.fields ?? {});
      setFailure(explain(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form noValidate className="flex flex-col gap-5" onSubmit={submit}>
      <div className="flex flex-col gap-1.5">
        <span className="mb-2">
          <OrganizationMark organization={organization} size="large" />
        </span>
        <h1 className="text-26 text-balance">
          {m.invitation_title({ organization: organization.name })}
        </h1>
        <p className="text-15 text-pretty text-ink-2">
          {m.invitation_text({ role: role_title ? inLanguage(role_title) : roleName(role) })}
        </p>
      </div>
      {failure !== null && <Notice tone="danger">{failure}</Notice>}
      <Field label={m.invitation_name()} error={fields.full_name}>
        {(attributes) => (
          <input
            {...attributes}
            autoComplete="name"
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label={m.sign_in_email()} error={fields.email}>
        {(attributes) => (
          <input
            {...attributes}
            type="email"
            inputMode="email"
            autoCapitalize="none"
            autoComplete="username"
            // The invitation is for this address and no other.
            readOnly={invitation.email !== null}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field
        label={m.sign_in_password()}
        error={fields.password}
        hint={m.invitation_password_hint()}
      >
        {(attributes) => (
          <input
            {...attributes}
            type="password"
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        )}
      </Field>
      <Choice
        legend={m.invitation_language()}
        name="invitation-language"
        value={language}
        options={[
          { value: "fr", label: "Français", lang: "fr" },
          { value: "en", label: "English", lang: "en" },
        ]}
        onChange={setLanguage}
      />
      <Button type="submit" wide busy={busy}>
        {m.invitation_accept()}
      </Button>
    </form>
  );
}
