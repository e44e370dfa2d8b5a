import { z } from "zod";
import { id, instant, position } from "./ids.ts";
import { person } from "./person.ts";

/** What a notification is about. A client passes over what it does not know. */
export const notificationTypes = [
  "mention",
  "message",
  "assigned",
  "status",
  "rating",
  "warranty",
  "reminder",
  "webhook",
] as const;
export type NotificationType = (typeof notificationTypes)[number];

/** Something that concerns one person, until they have seen it. */
export const notification = z
  .strictObject({
    id,
    type: z.string(),
    /** Who caused it. */
    actor: z.nullable(person),
    case: z.nullable(z.strictObject({ id, title: z.string(), kind: z.string() })),
    /** The conversation with the customer where it is looked at, and the one that holds the message. */
    conversation_id: z.nullable(id),
    message: z.nullable(
      z.strictObject({ conversation_id: id, number: position, text: z.string() }),
    ),
    /** What a change came to: the name of a status, the score of an answer, the hour of a reminder, the name of a webhook. */
    detail: z.nullable(z.string()),
    created_at: instant,
    read_at: z.nullable(instant),
  })
  .meta({ id: "Notification" });
export type Notification = z.infer<typeof notification>;

/** The newest first; before an id, the next page. */
export const notificationsPage = z
  .strictObject({
    notifications: z.array(notification),
    unread: z.int(),
    has_more: z.boolean(),
  })
  .meta({ id: "Notifications" });
export type NotificationsPage = z.infer<typeof notificationsPage>;

export const notificationsQuery = z.strictObject({ before: z.optional(id) });

/** Those named, or all of them. */
export const readNotificationsBody = z.strictObject({
  ids: z.optional(z.array(id).min(1).max(100)),
});

/** Of what one is told, by whatever way; every type is there. */
export const notificationPreferences = z
  .strictObject({
    preferences: z.array(z.strictObject({ type: z.enum(notificationTypes), wanted: z.boolean() })),
  })
  .meta({ id: "NotificationPreferences" });
export type NotificationPreferences = z.infer<typeof notificationPreferences>;

/** What is not named stays. */
export const changeNotificationPreferencesBody = notificationPreferences.meta({
  id: "ChangeNotificationPreferences",
});
