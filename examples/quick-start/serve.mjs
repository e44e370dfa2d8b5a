import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { serveBuilt } from "@relais/example-shared/serve-built";

/** Serves the built page, and the back end behind it. `relais`: where the server is. Resolves with the address and how it ends. */
export async function serve({ port = 4020, backEndPort = 4000, relais }) {
  const front = await serveBuilt(import.meta.url, port, {
    "/api": `http://localhost:${backEndPort}`,
  });
  const program = fileURLToPath(new URL("back-end.mjs", import.meta.url));
  const backEnd = spawn(process.execPath, [program], {
    env: { ...process.env, PORT: String(backEndPort), RELAIS_URL: relais },
    stdio: ["ignore", "pipe", "inherit"],
  });
  // It says one thing, once it listens.
  await Promise.race([once(backEnd.stdout, "data"), once(backEnd, "exit")]);
  return {
    address: front.address,
    stop: async () => {
      await front.stop();
      if (backEnd.exitCode === null && backEnd.kill()) await once(backEnd, "exit");
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { address } = await serve({ relais: process.env.RELAIS_URL ?? "http://localhost:3000" });
  process.stdout.write(`The app is at ${address}\n`);
}
