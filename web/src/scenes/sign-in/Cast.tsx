import type { Demo } from "@relais/client";
import { use, useEffect, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Avatar } from "../../design/Avatar.tsx";
import { classes } from "../../design/classes.ts";
import { Spinner } from "../../design/Spinner.tsx";
import { roleName } from "../../format/role.ts";
import { inLanguage } from "../../kind/kind.ts";
import { earlyDemo } from "../../session/early.ts";
import { visitor } from "../../session/session.ts";
import { DemoContext } from "./demo.ts";
import type { SignInAttempt } from "./use-sign-in.ts";

type Person = Demo["cast"][number];

/** The demonstration, where the server has one: people by organization, each one tap away. */
export function Cast({ signIn }: { signIn: SignInAttempt }) {
  const given = use(DemoContext);
  const [demo, setDemo] = useState<Demo | null>(() => given ?? earlyDemo());
  const known = demo !== null;
  useEffect(() => {
    if (known) return;
    let live = true;
    visitor.http.demo().then(
      (found) => live && setDemo(found),
      () => {
        // No answer: the form below still works, and says what is wrong.
      },
    );
    return () => {
      live = false;
    };
  }, [known]);
  if (!demo || demo.cast.length === 0) return null;
  const names = new Set(demo.cast.map((person) => person.organization.name));
  const organizations = [...names].map(
    (name) => [name, demo.cast.filter((person) => person.organization.name === name)] as const,
  );
  return (
    <section className="appear flex flex-col gap-4">
      <div className="flex flex-col gap-1">
        <h2 className="text-20">{m.sign_in_demo_title()}</h2>
        <p className="text-15 text-pretty text-ink-2">{m.sign_in_demo_text()}</p>
      </div>
      {organizations.map(([organization, people]) => (
        <div key={organization} className="flex flex-col gap-2">
          <h3 className="text-13 font-semibold text-ink-2">{organization}</h3>
          <ul className="grid gap-2 min-[400px]:grid-cols-2">
            {people.map((person) => (
              <li key={person.email} className="flex">
                <PersonCard person={person} password={demo.password} signIn={signIn} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

type PersonCardProps = { person: Person; password: string; signIn: SignInAttempt };

function PersonCard({ person, password, signIn }: PersonCardProps) {
  const working = signIn.working === person.email;
  return (
    <button
      type="button"
      aria-disabled={signIn.working !== null || undefined}
      onClick={() => signIn.working === null && void signIn.run(person.email, password)}
      className={classes(
        "flex min-h-16 w-full items-center gap-3 rounded-card bg-surface px-3 py-2 text-start shadow-lift transition-colors duration-(--quick)",
        "hover:bg-brand-soft active:bg-brand-soft",
      )}
    >
      <span className="relative grid place-items-center">
        <Avatar id={person.email} name={person.full_name} />
        {working && (
          <span className="absolute inset-0 grid place-items-center rounded-full bg-surface/80 text-brand">
            <Spinner />
          </span>
        )}
      </span>
      <span className="min-w-0">
        <span className="line-clamp-2 leading-tight font-semibold">{person.full_name}</span>
        <span className="block truncate text-13 text-ink-2">
          {person.title ? inLanguage(person.title) : roleName(person.role)}
        </span>
      </span>
    </button>
  );
}
