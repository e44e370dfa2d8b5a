import { registerPush } from "@relais/core";
import { djangoRefusals as refusals, type Operation } from "@relais/dialect";
import { z } from "zod";
import { givenPreferences, toSubscription, wireSubscription } from "../to-wire/subscription.ts";
import { tags } from "../words.ts";

/** JSON may be broken over lines; nothing else that does not print names a device. */
const printed = /^(?:[\t\n\r]|[^\p{Cc}\p{Cf}\p{Cs}])+$/u;
const keys = z.record(z.string().max(40), z.string().max(400));
const body = z.object({
  /** The token of a device; of a browser its subscription as JSON, or its endpoint. */
  push_token: z
    .string()
    .min(1)
    .max(4_096)
    .refine((token) => printed.test(token)),
  platform: z.enum(["web", "ios", "android"]),
  endpoint: z.nullish(z.string().max(2_000)),
  keys: z.nullish(keys),
  preferences: z.optional(givenPreferences),
});

/** `POST push-subscriptions`. */
export const registerSubscription: Operation = (app, services) => {
  const { core, signedIn, actorOf, languageOf } = services;
  app.post(
    "/push-subscriptions",
    {
      onRequest: signedIn,
      config: { guests: true, links: true },
      schema: {
        tags,
        summary: "Be told of things on this device",
        body,
        response: { 201: wireSubscription, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const { push_token, platform, preferences = {}, ...given } = request.body;
      const said = platform === "web" ? subscriptionIn(push_token) : {};
      const device = await registerPush(core, actor, {
        platform,
        token: push_token,
        endpoint: given.endpoint ?? said.endpoint ?? null,
        keys: given.keys ?? said.keys ?? null,
        preferences: Object.fromEntries(
          Object.entries(preferences).filter(([, wanted]) => wanted !== undefined),
        ),
        language: languageOf(request),
        user_agent: request.headers["user-agent"]?.slice(0, 200) ?? null,
      });
      return reply.code(201).send(toSubscription(device, actor.organization_id));
    },
  );
};

/** A browser's subscription is an object; existing clients put it into the one text that there is room for. */
function subscriptionIn(token: string): { endpoint?: string; keys?: z.infer<typeof keys> } {
  if (token.startsWith("https://")) return { endpoint: token };
  try {
    const read = z.object({ endpoint: z.string(), keys }).safeParse(JSON.parse(token));
    return read.success ? read.data : {};
  } catch {
    return {};
  }
}
