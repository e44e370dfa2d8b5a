import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { openapiJson } from "./describe.ts";

// node server/src/openapi/write.ts [file]: writes the reference, docs/openapi.json unless told otherwise.
const standard = fileURLToPath(new URL("../../../docs/openapi.json", import.meta.url));
await writeFile(process.argv[2] ?? standard, await openapiJson());
