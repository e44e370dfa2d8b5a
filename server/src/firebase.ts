import { readFile } from "node:fs/promises";
import type { DialectMeans } from "@relais/dialect";
import { type Config, ConfigError } from "./config.ts";

/** The Firebase project that the operator set up, with the file of its service account. */
export async function firebaseMeans({
  firebase,
}: Pick<Config, "firebase">): Promise<DialectMeans["firebase"]> {
  if (firebase === undefined) return undefined;
  const { databaseUrl, credentialsPath } = firebase;
  try {
    const account: unknown = JSON.parse(await readFile(credentialsPath, "utf8"));
    return { databaseUrl, account };
  } catch {
    throw new ConfigError(
      `FIREBASE_CREDENTIALS_PATH ${credentialsPath} cannot be read as JSON: put the file of a service account there.`,
    );
  }
}
