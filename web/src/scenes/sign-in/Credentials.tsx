import { Eye, EyeOff } from "lucide-react";
import { type FormEvent, useLayoutEffect, useRef, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Field } from "../../design/Field.tsx";
import { IconButton } from "../../design/IconButton.tsx";
import { Notice } from "../../design/Notice.tsx";
import { receiveBegun } from "../../session/first-page.ts";
import type { SignInAttempt } from "./use-sign-in.ts";

/** E-mail and password. What is missing is said at its field, and the first one takes the focus. */
export function Credentials({ signIn }: { signIn: SignInAttempt }) {
  const form = useRef<HTMLFormElement>(null);
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [shown, setShown] = useState(false);
  const [checked, setChecked] = useState(false);
  useLayoutEffect(() => receiveBegun("email", setEmail), []);
  useLayoutEffect(() => receiveBegun("password", setPassword), []);
  const emailError = !checked
    ? null
    : email.trim() === ""
      ? m.sign_in_email_missing()
      : /^\S+@\S+\.\S+$/.test(email.trim())
        ? null
        : m.sign_in_email_wrong();
  const passwordError = checked && password === "" ? m.sign_in_password_missing() : null;

  function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    const address = email.trim();
    if (!/^\S+@\S+\.\S+$/.test(address) || password === "") {
      requestAnimationFrame(() =>
        form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus(),
      );
      return;
    }
    if (signIn.working === null) void signIn.run(address, password);
  }

  return (
    <form ref={form} noValidate onSubmit={submit} className="flex flex-col gap-4">
      <h2 className="text-20">{m.sign_in_account_title()}</h2>
      {signIn.error && (
        <div ref={intoView}>
          <Notice tone="danger">{signIn.error}</Notice>
        </div>
      )}
      <Field label={m.sign_in_email()} error={emailError}>
        {(attributes) => (
          <input
            {...attributes}
            type="email"
            name="email"
            autoComplete="username"
            inputMode="email"
            autoCapitalize="none"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <Field label={m.sign_in_password()} error={passwordError}>
        {({ className, ...attributes }) => (
          <div className="relative">
            <input
              {...attributes}
              className={`${className} pe-13`}
              type={shown ? "text" : "password"}
              name="password"
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
            <IconButton
              icon={shown ? EyeOff : Eye}
              label={shown ? m.sign_in_hide_password() : m.sign_in_show_password()}
              className="absolute end-0.5 top-1/2 -translate-y-1/2"
              onClick={() => setShown(!shown)}
            />
          </div>
        )}
      </Field>
      <Button type="submit" wide busy={signIn.working !== null}>
        {signIn.working !== null ? m.sign_in_working() : m.sign_in_action()}
      </Button>
    </form>
  );
}

/** Once, when it comes: somebody of the demonstration may have been chosen far above. */
const intoView = (shown: HTMLElement | null): void => shown?.scrollIntoView({ block: "center" });
