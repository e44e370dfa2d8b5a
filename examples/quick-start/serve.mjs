import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { serveBuilt } from "@relais/example-shared/serve-built";

/** Serves the built page, and the back end behind it. `relais`: where the server is; `key`: an API key there. Resolves with the address and how it ends. */
export async function serve({ port = 4020, backEndPort = 4000, relais, key }) {
  const front = await serveBuilt(import.meta.url, port, {
    "/api": `http://localhost:${backEndPort}`,
  });
  const program = fileURLToPath(new URL("back-end.mjs", import.meta.url));
  const backEnd = spawn(process.execPath, [program], {
    env: { ...process.env, PORT: String(backEndPort), RELAIS_URL: relais, RELAIS_API_KEY: key },
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
  const { RELAIS_URL: relais = "http://localhost:3000", RELAIS_API_KEY: key } = process.env;
  if (key === undefined) throw new Error("RELAIS_API_KEY is not set.");
  const { address } = await serve({ relais, key });
  process.stdout.write(`The app is at ${address}\n`);
}
