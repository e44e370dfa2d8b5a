import { join } from "node:path";
import { build } from "vite";

process.env.RELAIS_WEIGH = "1";
await build({ root: join(import.meta.dirname, ".."), logLevel: "warn" });
