import { fileURLToPath } from "node:url";
import { serveBuilt } from "@relais/example-shared/serve-built";

/** Builds the app and serves it. Resolves with its address and how it ends. */
export const serve = (port = 4020) => serveBuilt(import.meta.url, port);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { address } = await serve(Number(process.env.PORT ?? 4020));
  process.stdout.write(`The app is at ${address}\n`);
}
