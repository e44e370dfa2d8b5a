import { type SubmitEvent, useState } from "react";

export type SignedIn = {
  access: string;
  user: { id: string; full_name: string; organization: { id: string } };
};

/** The documented sign-in. */
export function SignIn({ baseUrl, done }: { baseUrl: string; done: (signedIn: SignedIn) => void }) {
  const [problem, setProblem] = useState("");
  const submit = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const { email, password } = Object.fromEntries(new FormData(event.currentTarget));
    const answer = await fetch(`${baseUrl}/api/login`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email, password }),
    });
    if (answer.ok) done((await answer.json()) as SignedIn);
    else setProblem(((await answer.json()) as { detail: string }).detail);
  };
  return (
    <main className="narrow">
      <h1>Garantie Plus</h1>
      <form onSubmit={(event) => void submit(event)}>
        <label>
          E-mail <input name="email" type="email" autoComplete="username" required />
        </label>
        <label>
          Mot de passe{" "}
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        <p role="alert">{problem}</p>
        <button type="submit">Se connecter</button>
      </form>
    </main>
  );
}
