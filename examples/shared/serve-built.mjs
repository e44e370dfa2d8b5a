import { fileURLToPath } from "node:url";
import { build, preview } from "vite";

/**
 * Builds the app in the folder of `module` and serves it. Resolves with its address and how it ends.
 * `module`: the `import.meta.url` of whoever calls. `proxy`: what another server answers, by the beginnings of its paths.
 */
export async function serveBuilt(module, port, proxy = {}) {
  const root = fileURLToPath(new URL("./", module));
  // React as people get it, whatever this process is for.
  const define = { "process.env.NODE_ENV": JSON.stringify("production") };
  const oxc = { jsx: { development: false } };
  // What shows notifications while a page is closed.
  const publicDir = fileURLToPath(new URL("./public", import.meta.url));
  const settings = { root, publicDir, configFile: false, logLevel: "warn", define, oxc };
  await build(settings);
  const server = await preview({ ...settings, preview: { port, host: "localhost", proxy } });
  return {
    address: server.resolvedUrls?.local[0]?.replace(/\/$/, "") ?? `http://localhost:${port}`,
    stop: () => server.close(),
  };
}
