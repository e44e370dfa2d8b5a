import { z } from "zod";
import { notification } from "../../notification.ts";

/** Something new concerns the person, and how many they have not seen; without a notification, only that changed. */
export const notified = z.strictObject({
  type: z.literal("notified"),
  notification: z.nullable(notification),
  unread: z.int(),
});
