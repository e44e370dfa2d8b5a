import { fileURLToPath } from "node:url";
import { build, preview } from "vite";

const root = fileURLToPath(new URL("./", import.meta.url));

/** Builds the app and serves it. Resolves with its address and how it ends. */
export async function serve(port = 4020) {
  // React as people get it, whatever this process is for.
  const define = { "process.env.NODE_ENV": JSON.stringify("production") };
  const oxc = { jsx: { development: false } };
  const settings = { root, configFile: false, logLevel: "warn", define, oxc };
  await build(settings);
  const server = await preview({ ...settings, preview: { port, host: "localhost" } });
  return {
    address: server.resolvedUrls?.local[0]?.replace(/\/$/, "") ?? `http://localhost:${port}`,
    stop: () => server.close(),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { address } = await serve(Number(process.env.PORT ?? 4020));
  process.stdout.write(`The app is at ${address}\n`);
}
