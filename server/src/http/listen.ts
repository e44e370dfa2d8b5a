import { once } from "node:events";
import { createServer } from "node:net";
import { type Config, ConfigError } from "../config.ts";

type Address = Pick<Config, "host" | "port">;

/**
 * Throws what `listen` would, before a first start has spent its seconds on a database. Another program may still be
 * faster to take the address meanwhile.
 */
export async function findAddressFree({ port, host }: Address): Promise<void> {
  if (port === 0) return;
  await explained({ port, host }, async () => {
    const probe = createServer().listen({ port, host });
    await once(probe, "listening");
    probe.close();
    await once(probe, "close");
  });
}

/** Throws a `ConfigError` that says which setting to change where the address cannot be had. */
export function listen(
  app: { listen(options: Address): Promise<string> },
  { port, host }: Address,
): Promise<void> {
  return explained({ port, host }, async () => {
    await app.listen({ port, host });
  });
}

async function explained({ port, host }: Address, take: () => Promise<void>): Promise<void> {
  try {
    await take();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const sentence = failures[code ?? ""]?.(port, host);
    throw sentence === undefined ? error : new ConfigError(sentence);
  }
}

const failures: Record<string, (port: number, host: string) => string> = {
  EADDRINUSE: (port) =>
    `Port ${port} is taken by another program: stop it, or put another number in PORT.`,
  EACCES: (port) => `Port ${port} needs more rights than this user has: put 1024 or more in PORT.`,
  EADDRNOTAVAIL: (_port, host) =>
    `HOST ${host} is not an address of this machine: put 127.0.0.1 or 0.0.0.0.`,
  ENOTFOUND: (_port, host) =>
    `HOST ${host} is not a name that this machine knows: put an address such as 127.0.0.1.`,
};
