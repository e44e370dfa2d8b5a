import { z } from "zod";
import { id } from "./ids.ts";

/** The key with which a browser subscribes; null where this server tells devices nothing. */
export const pushKey = z
  .strictObject({ public_key: z.nullable(z.string()) })
  .meta({ id: "PushKey" });
export type PushKey = z.infer<typeof pushKey>;

/** A browser's subscription, as its `PushSubscription` has it. */
export const subscribePushBody = z
  .object({
    endpoint: z.string().max(2_000),
    keys: z.strictObject({
      p256dh: z.string().regex(/^[\w-]{87}=?$/),
      auth: z.string().regex(/^[\w-]{22}(?:==)?$/),
    }),
  })
  .meta({ id: "SubscribePush" });
export type SubscribePush = z.infer<typeof subscribePushBody>;

/** The device, by the name that it has from now on. */
export const pushDevice = z.strictObject({ id }).meta({ id: "PushDevice" });
export type PushDeviceView = z.infer<typeof pushDevice>;
