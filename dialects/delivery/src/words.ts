import type { Role, Words } from "@relais/protocol";

/** Where the reference lists these calls. */
export const tags = ["Documented API: delivery"];

/** What this API calls the roles of a delivery service. */
export const roles: Readonly<Record<Role, string>> = {
  customer: "client",
  worker: "driver",
  agent: "support",
  manager: "merchant",
  admin: "admin",
};

/** Whoever is of the office: a room with them is one of support. */
export const office: readonly Role[] = ["agent", "admin"];

/** Kinds of which its lists hold rooms: of a delivery, and of a driver outside of any. */
export const kinds = ["delivery", "talk"] as const;

/** Our names of fields, as this API calls them. */
export const names = {
  conversation_id: "chat_room_id",
  address: "image_url",
  attachments: "image_url",
  person_id: "other_user_id",
  customer_id: "other_user_id",
  assignee_id: "other_user_id",
  case_id: "delivery_id",
  // A room outside of a delivery, where the organization has none.
  kind: "delivery_id",
  "": "body",
} as const;

/** What a device that says nothing of its accuracy is taken to have, in metres. */
export const usualAccuracy = 25;

/** What its document answers, word for word. */
export const sentences = {
  read: { fr: "Conversation marquée comme lue", en: "Conversation marked as read" },
  archived: { fr: "Conversation archivée", en: "Conversation archived" },
  restored: { fr: "Conversation désarchivée", en: "Conversation brought back" },
  messagesRead: {
    fr: "{count} message(s) marqué(s) comme lu(s)",
    en: "{count} message(s) marked as read",
  },
} satisfies Record<string, Words>;
