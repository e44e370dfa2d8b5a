import { type Actor, type Core, demoPassword, signIn } from "@relais/core";

/** Signs a person of the demonstration in, as their phone does. */
export async function personOf(core: Core, email: string): Promise<Actor> {
  const { access_token } = await signIn(core, {
    email,
    password: demoPassword,
    client: "Téléphone de démonstration",
  });
  return core.accessTokens.verify(access_token).actor;
}
