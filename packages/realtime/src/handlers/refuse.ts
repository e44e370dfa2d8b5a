import { RefusedError, refusedBy } from "@relais/core";
import type { Connection, RefusalDetails } from "../connections/connection.ts";
import type { Realm } from "../realm.ts";

/** Answers an error as the refusal it is; what is not a refusal is our fault and is logged. */
export function refuseFor(
  realm: Realm,
  connection: Connection,
  error: unknown,
  details: Pick<RefusalDetails, "ref" | "conversationId"> = {},
): void {
  if (!(error instanceof RefusedError)) {
    realm.log.error({ err: error, connection: connection.id }, "A frame failed.");
  }
  const refused = refusedBy(error);
  connection.refuse(refused.code, { ...details, ...refused.details });
}
