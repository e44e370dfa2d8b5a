import { djangoRefusals as refusals, type Operation } from "@relais/dialect";
import { z } from "zod";
import { tags } from "../words.ts";

/** `GET push-subscriptions/key`. */
export const getKey: Operation = (app, services) => {
  const { core, signedIn } = services;
  app.get(
    "/push-subscriptions/key",
    {
      onRequest: signedIn,
      config: { guests: true, links: true },
      schema: {
        tags,
        summary: "The key with which a browser subscribes; null where devices are told nothing",
        response: { 200: z.object({ public_key: z.nullable(z.string()) }), ...refusals },
      },
    },
    () => ({ public_key: core.push?.publicKey ?? null }),
  );
};
