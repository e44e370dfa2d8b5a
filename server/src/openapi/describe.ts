import swagger from "@fastify/swagger";
import fastify, { type FastifyInstance } from "fastify";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import type { DialectServices } from "@relais/dialect";
import { type DialectName, dialectNames } from "../dialect-names.ts";
import { loadDialects, serveDialects } from "../dialects.ts";
import type { App, Services } from "../http/route.ts";
import { routes } from "../http/routes.ts";

const pass: Services["anyone"] = (_request, _reply, done) => done();

/**
 * A server that only describes itself: it has every route and never answers one. Needs no database, and
 * keeps the describing library out of the server that works.
 */
export async function describingApp(): Promise<FastifyInstance> {
  const app: App = fastify({ logger: false, exposeHeadRoutes: false });
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => JSON.stringify);
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Relais",
        version: "1",
        description:
          "Every HTTP call of a Relais server. Live traffic is described in docs/protocol. A refusal is a " +
          "`Refusal`; its sentence follows `Accept-Language` (French by default, English).",
        license: { name: "MIT", identifier: "MIT" },
      },
      servers: [{ url: "/" }],
      tags: dialectNames.map(groupOf),
      components: {
        securitySchemes: {
          access: {
            type: "http",
            scheme: "bearer",
            description:
              "An access token of a person or a guest, or the API key of a program (`rk_…`).",
          },
        },
      },
      security: [{ access: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  const dialects = await loadDialects(dialectNames);
  // Handlers are registered and never called, so what they work with may be missing.
  const services = { signedIn: pass, anyone: pass, ownPages: pass } as Partial<Services>;
  await app.register(async (scope: App) => {
    for (const route of routes) route(scope, services as Services);
    const described = { signedIn: pass, anyone: pass, core: { files: {} } };
    // As above: nothing is answered.
    serveDialects(scope, described as unknown as DialectServices, dialects);
  });
  return app;
}

/** The reference of every HTTP call as an OpenAPI 3.1 document, the same text for the same code. */
export async function openapiJson(): Promise<string> {
  const app = await describingApp();
  await app.ready();
  const document = app.swagger() as Document;
  await app.close();
  withFilesInForms(document);
  return `${JSON.stringify(sorted(withoutUnused(document)), null, 2)}\n`;
}

/** What a group of calls says at its head; groups of our own calls are named by their nouns. */
function groupOf(name: DialectName): { name: string; description: string } {
  return { name: `Documented API: ${name}`, description: spoken[name] };
}

const spoken: Readonly<Record<DialectName, string>> = {
  depannage: "Breakdown requests: a client and a technician. Live at `/ws/chat/{id}/`.",
  tickets: "Tickets with guided repair: an employee and a technician. Live at `/ws/ticket/{id}/`.",
  delivery:
    "Deliveries: a driver with a client, a merchant or the support. Live in the Firebase tree.",
  claims: "Warranty claims: a support team and customers without an account.",
  garage: "Appointments at a garage: two people and their messages. Live over Socket.IO.",
};

type Content = { schema?: { properties?: Record<string, { format?: string; items?: object }> } };
type Call = { requestBody?: { content?: Record<string, Content> } };
type Document = {
  components?: { schemas?: Record<string, unknown> };
  paths?: Record<string, Record<string, Call>>;
};

/** A body that is JSON or a form holds files in its form only. */
function withFilesInForms({ paths = {} }: Document): void {
  for (const { requestBody } of Object.values(paths).flatMap((calls) => Object.values(calls))) {
    const { content } = requestBody ?? {};
    const properties = content?.["application/json"]?.schema?.properties;
    if (properties === undefined || content?.["multipart/form-data"] === undefined) continue;
    const fields = Object.entries(properties).filter(([, one]) => !isFile(one));
    const { schema } = content["application/json"] ?? {};
    // Both kinds of body share one object until here.
    content["application/json"] = {
      schema: { ...schema, properties: Object.fromEntries(fields) },
    };
  }
}

function isFile({ format, items }: { format?: string; items?: object }): boolean {
  return format === "binary" || (items !== undefined && isFile(items));
}

/** Every schema is offered as input and as output; those that no call reaches are left out. */
function withoutUnused(document: Document): Document {
  const { components, ...rest } = document;
  const schemas = components?.schemas ?? {};
  const reached = new Set<string>();
  const reach = (value: unknown): void => {
    for (const [, name = ""] of JSON.stringify(value).matchAll(
      /"#\/components\/schemas\/(\w+)"/g,
    )) {
      if (reached.has(name)) continue;
      reached.add(name);
      reach(schemas[name] ?? null);
    }
  };
  reach(rest);
  const used = Object.entries(schemas).filter(([name]) => reached.has(name));
  return { ...document, components: { ...components, schemas: Object.fromEntries(used) } };
}

/** Keys of schemas in alphabetical order: libraries may change theirs, the document must not. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
