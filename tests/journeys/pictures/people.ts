import { type Client, createClient, createSession, type Language } from "@relais/client";

export const password = "relais-demo";

export const addresses = {
  awa: "client@depannage.demo",
  moussa: "technicien@depannage.demo",
  second: "technicien2@depannage.demo",
  claire: "admin@depannage.demo",
  oscar: "outsider@outside.demo",
  koffi: "livreur@delivery.demo",
  adjoua: "client@delivery.demo",
  yao: "marchand@delivery.demo",
  estelle: "support@delivery.demo",
  nadia: "operations@claims.demo",
} as const;
export type Who = keyof typeof addresses;
/** Those of the cast whom no journey names are called by their address. */
export type Anyone = Who | `${string}@${string}`;

export const addressOf = (who: Anyone): string => (who in addresses ? addresses[who as Who] : who);

/** A person at work from this process, with the same SDK as everybody. Not started: only what is asked. */
export async function personOf(url: string, who: Anyone, language: Language): Promise<Client> {
  const session = createSession({ baseUrl: url, language });
  const me = await session.signIn(addressOf(who), password);
  return createClient({
    baseUrl: url,
    language,
    viewerId: me.id,
    getToken: (refused) => session.getToken(refused),
  });
}
