import { z } from "zod";
import { notification } from "../../notification.ts";

/** Something new concerns the person: the newest of it, and how many they have not seen. */
export const notified = z.strictObject({
  type: z.literal("notified"),
  notification,
  unread: z.int(),
});
