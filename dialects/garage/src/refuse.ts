import { type DialectApp, type DialectServices, renameFields } from "@relais/dialect";
import { errors, type Refusal } from "@relais/protocol";
import { z } from "zod";
import { names } from "./words.ts";

/** The body of a refusal in this API. */
const refusal = z.object({
  message: z.string(),
  errors: z.optional(z.record(z.string(), z.array(z.string()))),
});

/** What a call may refuse with, for its schema. */
export const refusals = {
  400: refusal,
  401: refusal,
  403: refusal,
  404: refusal,
  409: refusal,
  429: refusal,
};

export function toRefusal({
  message,
  fields,
}: Pick<Refusal, "message"> & { readonly fields?: Refusal["fields"] | undefined }): z.infer<
  typeof refusal
> {
  if (fields === undefined) return { message };
  const hints = Object.entries(renameFields(fields, names));
  return { message, errors: Object.fromEntries(hints.map(([name, hint]) => [name, [hint]])) };
}

/** Everything that this scope refuses is refused in the words of this API. */
export function refuseAsGarage(app: DialectApp, { refusalOf }: DialectServices): void {
  app.setErrorHandler((error, request, reply) => {
    const refused = refusalOf(request, error);
    const { status } = errors[refused.code];
    if (refused.retry_after_ms !== undefined) {
      void reply.header("retry-after", String(Math.ceil(refused.retry_after_ms / 1_000)));
    }
    if (status === 401) void reply.header("www-authenticate", "Bearer");
    void reply.code(status).send(toRefusal(refused));
  });
}
