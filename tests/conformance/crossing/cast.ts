import type { World } from "../target/world.ts";
import type { Caller } from "./ways.ts";

/** The demo cast by e-mail, each signed in once, by the sign-in that all documented APIs share. */
export function knownTo(world: World): (email: string) => Promise<Caller> {
  const people = new Map<string, Promise<Caller>>();
  return (email) => {
    const who = people.get(email) ?? signIn(world, email);
    people.set(email, who);
    return who;
  };
}

async function signIn(world: World, email: string): Promise<Caller> {
  const body = { email, password: "relais-demo" };
  type SignedIn = { access: string; user: { id: string } };
  const { access, user } = (await world.post<SignedIn>("/api/login", body)).body;
  return { id: user.id, token: access };
}
