import type { World } from "../target/world.ts";

/** Tokens of the demo cast by e-mail, each signed in once, by the sign-in that all documented APIs share. */
export function knownTo(world: World): (email: string) => Promise<string> {
  const tokens = new Map<string, Promise<string>>();
  return (email) => {
    const token = tokens.get(email) ?? signIn(world, email);
    tokens.set(email, token);
    return token;
  };
}

async function signIn(world: World, email: string): Promise<string> {
  const body = { email, password: "relais-demo" };
  const { access } = (await world.post<{ access: string }>("/api/login", body)).body;
  return access;
}
