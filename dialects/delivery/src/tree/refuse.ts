import type { DialectApp, DialectServices } from "@relais/dialect";
import { errors } from "@relais/protocol";
import { z } from "zod";

/** The body of a refusal in Firebase's REST protocol. */
export const firebaseRefusal = z.object({ error: z.string() });

/** Everything that this scope refuses is refused as Firebase does. */
export function refuseAsFirebase(app: DialectApp, { refusalOf }: DialectServices): void {
  app.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(request, error);
    const { status } = errors[refusal.code];
    if (refusal.retry_after_ms !== undefined) {
      void reply.header("retry-after", String(Math.ceil(refusal.retry_after_ms / 1_000)));
    }
    if (status === 401) void reply.header("www-authenticate", "Bearer");
    const [field] = Object.entries(refusal.fields ?? {});
    const what = field === undefined ? refusal.message : `${field[0]}: ${field[1]}`;
    void reply.code(status).send({ error: what });
  });
}
