import { randomBytes } from "node:crypto";
import type { ConnectionTarget } from "../database/connection.ts";
import { loadPlatformSecret } from "./platform-secret.ts";

/** The secret that signs access tokens. */
export const loadSigningSecret = (target: ConnectionTarget): Promise<Buffer> =>
  loadPlatformSecret(target, "signing", randomBytes(32));
