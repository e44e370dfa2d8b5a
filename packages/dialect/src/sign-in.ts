import { refresh, signIn } from "@relais/core";
import { line, type Me } from "@relais/protocol";
import { z } from "zod";
import type { Dialect, DialectApp, DialectServices } from "./dialect.ts";
import { djangoRefusal, refuseAsDjango } from "./django.ts";

const text = z.string().min(1).max(512);
const address = line(512);
const credentials = z
  .object({ email: z.optional(address), username: z.optional(address), password: text })
  .refine(({ email, username }) => email !== undefined || username !== undefined, {
    path: ["email"],
  });
const person = z.object({
  id: z.string(),
  email: z.nullable(z.string()),
  full_name: z.string(),
  role: z.string(),
  organization: z.object({ id: z.string(), name: z.string() }),
});
const pair = z.object({ access: z.string(), refresh: z.string() });

/** Names the device in the person's list of sign-ins; nothing depends on it. */
const clientCharacters = 200;

/** `POST /api/login` and `POST /api/token/refresh`, which serve all documented APIs. */
export function signInRoutes(
  app: DialectApp,
  services: DialectServices,
  dialects: readonly Dialect[],
): void {
  const { core, anyone, signInRate } = services;
  refuseAsDjango(app, services, { refresh_token: "refresh" });
  app.post(
    "/api/login",
    {
      onRequest: anyone,
      schema: {
        tags: ["Documented APIs"],
        summary: "Sign in, for all documented APIs",
        security: [],
        body: credentials,
        response: {
          200: pair.extend({ user: person }),
          400: djangoRefusal,
          401: djangoRefusal,
          429: djangoRefusal,
        },
      },
    },
    async (request) => {
      const { email, username, password } = request.body;
      const address = email ?? username ?? "";
      signInRate(request.ip, address);
      const client = request.headers["user-agent"]?.slice(0, clientCharacters);
      const who = { email: address, password, ...(client !== undefined && { client }) };
      const { access_token, refresh_token, user } = await signIn(core, who);
      return { access: access_token, refresh: refresh_token, user: toPerson(user, dialects) };
    },
  );
  app.post(
    "/api/token/refresh",
    {
      onRequest: anyone,
      schema: {
        tags: ["Documented APIs"],
        summary: "Renew the access token, for all documented APIs",
        security: [],
        body: z.object({ refresh: text }),
        response: { 200: pair, 400: djangoRefusal, 401: djangoRefusal, 429: djangoRefusal },
      },
    },
    async (request) => {
      const next = await refresh(core, { refresh_token: request.body.refresh });
      return { access: next.access_token, refresh: next.refresh_token };
    },
  );
}

/** The role in the words of the API that the person's organization uses. */
function toPerson(user: Me, dialects: readonly Dialect[]): z.infer<typeof person> {
  const { id, email, full_name, role, organization } = user;
  const own = dialects.find(({ kind }) => organization.kinds.includes(kind));
  return {
    id,
    email,
    full_name,
    role: own?.roles[role] ?? role,
    organization: { id: organization.id, name: organization.name },
  };
}
